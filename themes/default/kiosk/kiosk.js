/* kiosk.js — what makes the kiosk quicker; every page works without it.
   A USB scanner types what it reads with the keys of an American keyboard. This listens to PHYSICAL keys (event.code), so the
   layout of the system does not matter and nothing has to have the focus. Enter ends a read; the check symbol decides whether
   it was one, not the speed of typing. The server gets what was read as it is and decides what it means. */
(() => {
  'use strict';
  const doc = document, body = doc.body;
  doc.documentElement.classList.add('js');

  /* ---- the scanner ---- */
  const MORE = {Minus: '-_', Period: '.>', Slash: '/?', Semicolon: ';:', Space: '  ', Equal: '=+', Comma: ',<'};
  const SHIFTED = ')!@#$%^&*(';
  const letter = e => {
    let m;
    if ((m = /^Key([A-Z])$/.exec(e.code))) return e.shiftKey !== e.getModifierState('CapsLock') ? m[1] : m[1].toLowerCase();
    if ((m = /^(?:Digit|Numpad)(\d)$/.exec(e.code))) return e.shiftKey && e.code[0] === 'D' ? SHIFTED[+m[1]] : m[1];
    const pair = MORE[e.code];
    return pair ? pair[+e.shiftKey] : '';
  };
  const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ', EXP = [];
  for (let x = 1, i = 0; i < 31; i++) { EXP.push(x); x <<= 1; if (x & 32) x ^= 37; }
  const times = (a, b) => a && b ? EXP[(EXP.indexOf(a) + EXP.indexOf(b)) % 31] : 0;
  const fits = symbols => {
    let sum = 0;
    for (let i = 0; i < symbols.length - 1; i++) sum ^= times(EXP[(i + 1) % 31], ALPHABET.indexOf(symbols[i]));
    return ALPHABET[sum] === symbols[symbols.length - 1];
  };
  /* a unit's or a shelf's code has 7 symbols, a card 13: always the last thing in the payload */
  const readable = raw => {
    const tail = raw.trim().replace(/[?#].*$/, '').split('/').pop().toUpperCase().replace(/[^0-9A-Z]/g, '')
      .replace(/O/g, '0').replace(/[IL]/g, '1').replace(/U/g, 'V');
    return (tail.length === 13 && fits(tail)) || (tail.length >= 7 && fits(tail.slice(-7)));
  };
  const form = doc.getElementById('scan');
  const send = raw => { form.elements.c.value = raw; form.requestSubmit ? form.requestSubmit() : form.submit(); };
  let buffer = '', first = 0, last = 0;
  const typing = t => t && (t.tagName === 'TEXTAREA' || t.tagName === 'SELECT' || (t.tagName === 'INPUT' && t.name !== 'c' && !/^(radio|checkbox)$/.test(t.type)));
  addEventListener('keydown', e => {
    if (e.ctrlKey || e.altKey || e.metaKey || e.isComposing) return;
    const now = e.timeStamp;
    if (e.code === 'Enter' || e.code === 'NumpadEnter' || e.code === 'Tab') {
      const raw = buffer, pace = raw.length > 1 ? (last - first) / (raw.length - 1) : 1e9;
      buffer = '';
      if (raw.length < 6 || ('secret' in e.target.dataset && /^\d{1,8}$/.test(raw))) return;
      const good = readable(raw) || /\/x\/[a-z-]{4,9}$/i.test(raw);
      if (!good && (pace > 80 || e.code === 'Tab' || typing(e.target) || (e.target && e.target.name === 'c' && e.target.form !== form))) return;
      if (good && e.code === 'Tab' && pace > 80) return;
      e.preventDefault(); e.stopPropagation();
      send(raw);
      return;
    }
    const c = letter(e);
    if (!c) return;
    if (buffer && now - last > 4000) buffer = '';
    if (!buffer) first = now;
    buffer = (buffer + c).slice(-200);
    last = now;
  }, true);
  if (doc.activeElement === form.elements.c) form.elements.c.blur();

  /* ---- sounds: two rising notes for yes, a low pair for "look at the screen"; no files ---- */
  const TONES = {yes: [[660, 0], [880, .12]], look: [[220, 0], [220, .2]], neutral: [[520, 0]], undone: [[600, 0], [440, .12]]};
  const tone = doc.querySelector('[data-tone]');
  if (tone && !('quiet' in body.dataset) && 'AudioContext' in window) {
    try {
      const audio = new AudioContext();
      if (audio.state === 'running') for (const [pitch, at] of TONES[tone.dataset.tone] || []) {
        const note = audio.createOscillator(), level = audio.createGain();
        note.frequency.value = pitch;
        level.gain.setValueAtTime(.16, audio.currentTime + at);
        level.gain.exponentialRampToValueAtTime(.001, audio.currentTime + at + .16);
        note.connect(level).connect(audio.destination);
        note.start(audio.currentTime + at);
        note.stop(audio.currentTime + at + .18);
      }
    } catch { /* without sound the words are there */ }
  }

  /* ---- signing out by itself, with a ring that any touch restarts ---- */
  const idle = +body.dataset.idle;
  if (idle) {
    const ring = doc.querySelector('.timer'), number = ring && ring.firstElementChild;
    let since = performance.now(), told = 0;
    const restart = () => {
      since = performance.now();
      if (ring) { ring.style.animation = 'none'; void ring.offsetWidth; ring.style.animation = ''; }
      if (since - told > 10000) { told = since; fetch('/kiosk/awake', {method: 'POST'}).then(r => { if (!r.ok) location.replace('/kiosk'); }).catch(() => {}); }
    };
    for (const kind of ['pointerdown', 'keydown', 'scroll']) addEventListener(kind, restart, {passive: true});
    setInterval(() => {
      const left = Math.ceil(idle - (performance.now() - since) / 1000);
      if (number) number.textContent = Math.max(0, left);
      if (ring) ring.classList.toggle('low', left <= 25);
      if (left <= 0) location.replace('/kiosk/bye');
    }, 500);
  }
  /* Back after signing out shows nothing: a page of a member is empty in the browser's memory, and asks again. */
  if (idle) addEventListener('pagehide', () => { body.hidden = true; });
  addEventListener('pageshow', e => { if (e.persisted) location.reload(); });

  /* ---- news: what changes elsewhere changes here. Numbers are heard, the page asks for itself with its own rights. ---- */
  const main = () => doc.getElementById('main');
  const quiet = address => fetch(address, {headers: {'X-Quiet': '1'}, credentials: 'same-origin'});
  let touched = false;
  addEventListener('input', e => { if (main() && main().contains(e.target)) touched = true; });
  /* where the focus was, found again in a page drawn anew */
  const place = one => {
    if (!one || !main().contains(one)) return null;
    const same = [...main().querySelectorAll(one.tagName)];
    return {tag: one.tagName, id: one.id, href: one.getAttribute('href'), at: same.indexOf(one)};
  };
  const back = spot => {
    if (!spot) return;
    const all = [...main().querySelectorAll(spot.tag)];
    const one = (spot.id && doc.getElementById(spot.id)) || all.find(a => spot.href && a.getAttribute('href') === spot.href) || all[spot.at];
    if (one) one.focus({preventScroll: true});
  };
  const put = (text, whole) => {
    const other = new DOMParser().parseFromString(text, 'text/html'), fresh = other.getElementById('main');
    if (!fresh || fresh.outerHTML === main().outerHTML) return;
    const spot = place(doc.activeElement), open = [...main().querySelectorAll('details')].map(d => d.open), y = scrollY;
    if (whole) main().replaceWith(doc.adoptNode(fresh));
    else {
      const keep = main().querySelector('form[role=search]'), other_form = fresh.querySelector('form[role=search]');
      while (keep.nextSibling) keep.nextSibling.remove();
      while (other_form.nextSibling) keep.parentNode.append(other_form.nextSibling);
    }
    [...main().querySelectorAll('details')].forEach((d, i) => { d.open = open[i] || d.open; });
    if (whole) { back(spot); scrollTo(0, y); }
    const small = other.querySelector('.kbar .brand small'), here = doc.querySelector('.kbar .brand small');
    if (small && here) here.textContent = small.textContent;
    doc.dispatchEvent(new Event('drawn'));
  };
  const known = body.dataset.news;
  if (known !== undefined && main()) {
    let have = known, asked = null, later = false;
    const draw = async () => {
      asked = null;
      const active = doc.activeElement;
      const writing = touched || (active && main().contains(active) && /^(INPUT|TEXTAREA|SELECT)$/.test(active.tagName) && active.type !== 'search');
      if (doc.hidden || writing || main().querySelector('dialog[open],[data-still]')) { later = true; return; }
      try {
        const answer = await quiet(location.href);
        if (answer.redirected || !answer.ok) return;
        const text = await answer.text();
        if (!touched) put(text, true);
      } catch { /* the next news brings it */ }
    };
    const hear = changes => {
      if (String(changes) === have) return;
      have = String(changes);
      body.dataset.news = have;
      if (!asked) asked = setTimeout(draw, 20 + Math.random() * 180);
    };
    doc.addEventListener('visibilitychange', () => { if (!doc.hidden && later) { later = false; draw(); } });
    /* where events do not come through, the counter is asked */
    let polling = 0;
    const poll = () => {
      clearInterval(polling);
      polling = setInterval(() => { if (!doc.hidden) quiet('/kiosk/live').then(r => r.json()).then(n => hear(n.changes)).catch(() => {}); }, 5000);
    };
    if ('EventSource' in window) {
      let source = null;
      const listen = () => {
        source = new EventSource('/kiosk/events');
        source.addEventListener('news', e => { clearInterval(polling); hear(JSON.parse(e.data).changes); });
        source.addEventListener('error', () => { if (source.readyState === EventSource.CLOSED) poll(); });
      };
      listen();
      addEventListener('pagehide', () => source.close());
    } else poll();
  }

  /* ---- finding while typing ---- */
  const search = doc.querySelector('#main form[role=search]');
  if (search && main().querySelector('[data-results]')) {
    let wait = 0, turn = 0;
    const find = async () => {
      const mine = ++turn, address = search.action.split('?')[0] + '?' + new URLSearchParams(new FormData(search));
      try {
        const answer = await quiet(address);
        const text = await answer.text();
        if (mine !== turn || !answer.ok) return;
        history.replaceState(null, '', address);
        put(text, false);
        touched = false;
      } catch { /* the button is there */ }
    };
    search.elements.q.addEventListener('input', () => { clearTimeout(wait); wait = setTimeout(find, 120); });
  }

  /* ---- a photo of a label goes off by itself; the screen's own camera where the browser gives it ---- */
  doc.addEventListener('change', e => { if (e.target.matches && e.target.matches('[data-send]') && e.target.files.length) e.target.form.submit(); });
  const cameras = navigator.mediaDevices && navigator.mediaDevices.getUserMedia;
  if (cameras) for (const one of doc.querySelectorAll('.camera-only')) one.hidden = false;
  const view = doc.querySelector('[data-camera]');
  if (view) (async () => {
    const video = view.querySelector('video'), says = view.querySelector('[data-none]');
    let stream;
    try { stream = await navigator.mediaDevices.getUserMedia({video: {facingMode: 'environment', width: {ideal: 1280}}}); }
    catch { says.textContent = says.dataset.none; return; }
    addEventListener('pagehide', () => stream.getTracks().forEach(track => track.stop()));
    video.srcObject = stream;
    await video.play();
    const reader = 'BarcodeDetector' in window ? new BarcodeDetector({formats: ['qr_code']}) : null;
    const canvas = doc.createElement('canvas');
    const look = async () => {
      if (reader) return (await reader.detect(video)).map(one => one.rawValue).find(readable);
      const scale = Math.min(1, 900 / video.videoWidth);
      canvas.width = video.videoWidth * scale; canvas.height = video.videoHeight * scale;
      canvas.getContext('2d').drawImage(video, 0, 0, canvas.width, canvas.height);
      const picture = new FormData();
      picture.append('photo', await new Promise(done => canvas.toBlob(done, 'image/jpeg', .8)), 'frame.jpg');
      const answer = await fetch('/kiosk/scan/frame', {method: 'POST', body: picture, headers: {'X-Quiet': '1'}});
      return answer.ok ? (await answer.json()).said : null;
    };
    for (;;) {
      try { const said = await look(); if (said) { send(said); return; } } catch { /* the next picture */ }
      await new Promise(done => setTimeout(done, reader ? 150 : 400));
    }
  })();

  /* ---- a keypad of our own ---- */
  const pad = doc.querySelector('.pad'), field = doc.querySelector('[data-pad]');
  if (pad && field) {
    const key = (text, act, kind) => {
      const one = doc.createElement('button');
      one.type = 'button'; one.className = kind ? 'keycap ' + kind : 'keycap'; one.textContent = text;
      one.addEventListener('click', act);
      pad.append(one);
      return one;
    };
    for (const c of pad.dataset.keys) key(c, () => { if (field.value.length < field.maxLength) field.value += c; });
    key(pad.dataset.erase || '⌫', () => { field.value = field.value.slice(0, -1); field.focus(); }, 'erase');
    if (matchMedia('(pointer: coarse)').matches) field.inputMode = 'none';
  }
})();
