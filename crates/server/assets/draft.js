/* 草稿与表单 · 渐进增强（没有它时用“存草稿”按钮）
   1 停笔 3 秒自动保存；Ctrl+S 随时保存；离开页面前补存一次。
   2 同一份草稿在两个窗口里都改过：服务器把后一份另存，这里改记新的编号。
   3 字数、已选部门数：只数，不改。
   4 改了事项、日期等：问服务器时限和部门，换上右栏与部门；时限只由服务器算。 */
(function () {
  'use strict';
  var d = document, form = d.querySelector('form[data-draft]');
  if (!form) return;
  var said = d.getElementById('draft-said'), live = d.getElementById('live');
  var PAUSE = 3000, RETRY = 15000, timer = 0, dirty = false, going = null, loudly = false, left = false;
  function hidden(name) { return form.querySelector('input[type=hidden][name=' + name + ']'); }
  function body() {
    var pairs = new URLSearchParams();
    new FormData(form).forEach(function (value, name) { if (typeof value === 'string') pairs.append(name, value); });
    return pairs;
  }
  function say(words, loud) {
    if (said) said.textContent = words;
    if (loud && live) live.textContent = words;
  }
  function lost() {
    say(said ? said.dataset.lost + ' ' : '', true);
    if (!said) return;
    var a = d.createElement('a');
    a.href = '/login?next=' + encodeURIComponent('/drafts/' + hidden('draft').value);
    a.textContent = said.dataset.login;
    said.appendChild(a);
  }
  function failed() { dirty = true; say(said ? said.dataset.failed : '', true); timer = setTimeout(save, RETRY); }
  function done(answer) {
    if (answer.draft) { hidden('draft').value = answer.draft; hidden('draft_version').value = answer.version; }
    say(answer.said, loudly || answer.is_second || !answer.draft);
    loudly = false;
  }
  function save() {
    clearTimeout(timer);
    if (going) { dirty = true; return; }
    dirty = false;
    going = window.AbortController ? new AbortController() : {};
    fetch('/drafts', { method: 'POST', body: body(), headers: { Accept: 'application/json' }, redirect: 'manual', signal: going.signal })
      .then(function (answer) {
        if (answer.type === 'opaqueredirect') return lost();
        if (!answer.ok && answer.status !== 422) return failed();
        return answer.json().then(done);
      })
      .catch(function () { if (!left) failed(); })
      .then(function () { going = null; if (dirty && !left) { clearTimeout(timer); timer = setTimeout(save, PAUSE); } });
  }
  function typed() { dirty = true; clearTimeout(timer); timer = setTimeout(save, PAUSE); }
  form.addEventListener('input', typed);
  form.addEventListener('change', typed);
  form.addEventListener('click', function (e) {
    if (!e.target.closest('[data-save-draft]')) return;
    e.preventDefault(); loudly = true; save();
  });
  d.addEventListener('keydown', function (e) {
    if (!(e.ctrlKey || e.metaKey) || e.altKey || e.shiftKey || (e.key !== 's' && e.key !== 'S' && e.code !== 'KeyS')) return;
    e.preventDefault(); loudly = true; save();
  });
  /* 提交之后不再存，免得办完了草稿又回来 */
  d.addEventListener('submit', function (e) {
    if (e.target !== form || e.defaultPrevented) return;
    left = true; clearTimeout(timer); if (going && going.abort) going.abort();
  });
  addEventListener('pagehide', function () { if (dirty && !left && navigator.sendBeacon) { dirty = false; navigator.sendBeacon('/drafts', body()); } });
  addEventListener('pageshow', function () { left = false; });
  function count() {
    Array.prototype.forEach.call(d.querySelectorAll('[data-count-of]'), function (el) {
      var field = d.getElementById(el.dataset.countOf); if (field) el.textContent = el.dataset.words.replace('#', Array.from(field.value).length);
    });
    var button = form.querySelector('button[data-some]'), boxes = form.querySelectorAll('input[name=to]');
    if (!button || !boxes.length) return;
    var n = form.querySelectorAll('input[name=to]:checked').length;
    button.textContent = n ? button.dataset.some.replace('#', n) : button.dataset.none;
    Array.prototype.forEach.call(boxes, function (box) { box.closest('.pick').classList.toggle('on', box.checked); });
  }
  /* 光标所在的一块不换 */
  function put(id, fresh) {
    var old = d.getElementById(id), now = fresh.getElementById(id);
    if (old && now && !old.contains(d.activeElement) && old.innerHTML !== now.innerHTML) old.replaceWith(now);
  }
  var asking = 0;
  form.addEventListener('change', function (e) {
    if (!form.dataset.preview || !e.target.matches('[data-moves]')) return;
    var mine = ++asking;
    fetch(form.dataset.preview, { method: 'POST', body: body(), redirect: 'manual' }).then(function (answer) {
      if (answer.type === 'opaqueredirect') return lost();
      return answer.ok ? answer.text().then(function (text) {
        if (mine !== asking || left) return;
        var fresh = new DOMParser().parseFromString(text, 'text/html'), item = fresh.getElementById('f-item_code'), field = d.getElementById('f-item_code');
        if (item && e.target === field) field.value = item.value;
        ['push-item', 'push-offered', 'push-to', 'push-late', 'push-side'].forEach(function (id) { put(id, fresh); });
        count();
      }) : null;
    }).catch(function () { /* 没有问到：提交时服务器照样核对 */ });
  });
  d.addEventListener('input', count);
  d.addEventListener('change', count);
  count();
})();
