//! The setup by questions, for whoever has no file: the bureau and the first administrator. All else comes by lists and pages.

use super::setup::{Administrator, Setup};
use crate::command::outcome::Failure;
use jiff::civil::Date;
use shenguan_rules::party::{DepartmentCode, SectionCode, Side};
use shenguan_server::party::acts::{DepartmentRequest, SectionRequest};
use std::io::{BufRead, Write};

/// A question is asked so often; then whoever answers is not there.
const ATTEMPTS_MAX: usize = 3;

/// Asks on `output`, reads from `input`, line by line. `today` stands in where the founding day is left empty.
pub(super) fn ask(input: &mut impl BufRead, output: &mut impl Write, today: Date) -> Result<Setup, Failure> {
    let mut asking = Asking { input, output };
    let code = asking.parsed("市行政审批局的单位代码", "SPJ", |text| DepartmentCode::parse(text).ok())?;
    let name = asking.text("市行政审批局的全称", None)?;
    let short_name = asking.text("简称", Some(&name))?;
    let founded_on = asking.parsed("成立日期", &today.to_string(), |text| text.parse().ok())?;
    let mut sections = Vec::new();
    while let Some(name) = asking.optional(&format!("第 {} 个科室的名称（没有就直接回车）", sections.len() + 1))?
    {
        let code = SectionCode::parse(format!("{:02}", sections.len() + 1));
        let code = code.map_err(|_| Failure::words("there are too many sections"))?;
        sections.push(SectionRequest { code, name });
    }
    let administrator = Administrator {
        name: asking.text("系统管理员的姓名", None)?,
        post: asking.text("职务", Some("系统管理员"))?,
        contact: asking.text("联系电话", None)?,
        username: asking.text("登录用户名", Some("admin"))?,
    };
    let bureau =
        DepartmentRequest { code, side: Side::Approval, name, name_en: None, short_name, founded_on, sections };
    Ok(Setup { administrator, departments: vec![bureau] })
}

struct Asking<'a, I, O> {
    input: &'a mut I,
    output: &'a mut O,
}

impl<I: BufRead, O: Write> Asking<'_, I, O> {
    /// A text; the default where the line is empty.
    fn text(&mut self, question: &str, default: Option<&str>) -> Result<String, Failure> {
        for _ in 0..ATTEMPTS_MAX {
            let hint = default.map(|default| format!("{question}［{default}］"));
            let answer = self.optional(hint.as_deref().unwrap_or(question))?;
            if let Some(answer) = answer.or_else(|| default.map(str::to_owned)) {
                return Ok(answer);
            }
        }
        Err(Failure::words(format!("{question}: there is no answer; --setup FILE answers everything at once")))
    }

    /// A text that has a form.
    fn parsed<T>(&mut self, question: &str, default: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Failure> {
        for _ in 0..ATTEMPTS_MAX {
            let answer = self.text(question, Some(default))?;
            if let Some(value) = parse(&answer) {
                return Ok(value);
            }
            writeln!(self.output, "“{answer}”不能用，请照［{default}］的样子填写")?;
        }
        Err(Failure::words(format!("{question}: no answer can be used; --setup FILE answers everything at once")))
    }

    fn optional(&mut self, question: &str) -> Result<Option<String>, Failure> {
        write!(self.output, "{question}：")?;
        self.output.flush()?;
        let mut line = String::new();
        if self.input.read_line(&mut line)? == 0 {
            return Err(Failure::words("there is nobody to answer; --setup FILE answers everything at once"));
        }
        Ok(Some(line.trim().to_owned()).filter(|answer| !answer.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn asked(answers: &str) -> (Result<Setup, Failure>, String) {
        let mut output = Vec::new();
        let setup = ask(&mut answers.as_bytes(), &mut output, date(2026, 11, 23));
        (setup, String::from_utf8(output).unwrap())
    }

    #[test]
    fn the_answers_are_a_setup_and_empty_lines_take_what_is_offered() {
        let (setup, _) = asked("\n测试市行政审批局\n\n2018-09-01\n安全环保审批科\n\n测试一\n\n0412-5550100\n\n");
        let setup = setup.unwrap();
        let bureau = &setup.departments[0];
        assert_eq!(bureau.code.as_str(), "SPJ");
        assert_eq!((bureau.name.as_str(), bureau.short_name.as_str()), ("测试市行政审批局", "测试市行政审批局"));
        assert_eq!(bureau.founded_on, date(2018, 9, 1));
        assert_eq!(bureau.sections.len(), 1);
        assert_eq!((setup.administrator.name.as_str(), setup.administrator.username.as_str()), ("测试一", "admin"));
    }

    #[test]
    fn an_answer_that_cannot_be_used_is_asked_for_again() {
        let (setup, said) = asked("不是代码\nSPJ\n测试市行政审批局\n\n昨天\n\n\n测试一\n\n1\n\n");
        assert_eq!(setup.unwrap().departments[0].founded_on, date(2026, 11, 23));
        assert!(said.contains("“不是代码”不能用") && said.contains("“昨天”不能用"), "{said}");
    }

    #[test]
    fn without_anybody_to_answer_it_says_what_else_there_is() {
        let (setup, _) = asked("");
        assert!(format!("{:?}", setup.unwrap_err()).contains("--setup"));
    }
}
