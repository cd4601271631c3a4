//! The small city on a port of 127.0.0.1, with an account for each liaison officer.

use crate::app::START;
use crate::city::City;
use axum::serve;
use shenguan_rules::subject::Actor;
use shenguan_server::exchange;
use shenguan_server::exchange::acts::push;
use shenguan_server::exchange::request::PushRequest;
use shenguan_server::platform::config::{SessionSettings, Settings};
use shenguan_server::platform::search::index_all;
use shenguan_server::platform::sweep::sweep_all;
use shenguan_server::platform::web::{Server, router};
use shenguan_server::sections::SECTIONS;
use std::net::{Ipv4Addr, SocketAddr};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// What every account is opened with.
pub(crate) const PASSWORD: &str = "ceshi-kouling-2026";
/// The liaison officers, by their usernames: the department in small letters.
const DEPARTMENTS: [&str; 3] = ["SPJ", "YJJ", "SCJ"];

/// A city that a browser can reach.
pub(crate) struct Site {
    city: City,
    address: String,
    serving: JoinHandle<std::io::Result<()>>,
    _attachments: tempfile::TempDir,
}

impl Site {
    pub(crate) async fn on_sqlite() -> Self {
        Self::over(City::on_sqlite(START).await).await
    }

    pub(crate) async fn on_postgres() -> Self {
        Self::over(City::on_postgres(START).await).await
    }

    async fn over(city: City) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let listen = listener.local_addr().expect("its address");
        let attachments = tempfile::tempdir().expect("a folder for attachments");
        let settings = Settings {
            attachments: attachments.path().to_owned(),
            sessions: SessionSettings { idle_minutes: 480, absolute_minutes: 1440 },
            ..Settings::demo(listen)
        };
        let server = Server::new(city.app.clone(), settings, exchange::pages::count_badges).expect("the server starts");
        for department in DEPARTMENTS {
            let (_, officer) = city.officers.iter().find(|(of, _)| of == department).expect("its liaison officer");
            let (username, officer) = (department.to_lowercase(), officer.clone());
            let made = server.identity.create_account(Actor::Setup, username, officer, PASSWORD.to_owned()).await;
            made.expect("the account is opened");
        }
        let service = router(server, SECTIONS).into_make_service_with_connect_info::<SocketAddr>();
        let serving = tokio::spawn(async move { serve(listener, service).await });
        Self { city, address: format!("http://{listen}"), serving, _attachments: attachments }
    }

    /// `http://127.0.0.1:…`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Moves the city's clock forward; what became due is not written down yet.
    pub(crate) fn at(&self, instant: &str) {
        self.city.set_clock(instant);
    }

    /// Writes down what is due.
    pub(crate) async fn sweep(&self) -> usize {
        sweep_all(&self.city.app).await.expect("the sweeps run")
    }

    /// Brings what was pushed into the search.
    pub(crate) async fn index(&self) {
        index_all(&self.city.app, exchange::search::SOURCES).await.expect("it is indexed");
    }

    /// A push by the liaison officer of a department, without a page; gives the number of the first item.
    pub(crate) async fn push(&self, department: &str, request: PushRequest) -> String {
        let pushed = self.city.app.act(self.city.liaison(department), move |act| push(act, &request)).await;
        pushed.expect("it is pushed")[0].state.number.clone()
    }

    /// `shenguan verify` finds nothing.
    pub(crate) async fn assert_verified(&self) {
        self.city.assert_verified().await;
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
