/* What a page does by itself; everything works without it. How old it is, whether the door is open, filters
   put together, tables that are wider than the screen, drawings that turn, and the search once somebody goes
   to its field. A classic script, because pages are also opened from a folder, where modules do not load.

   What is shipped is `themes/default/assets/page.js`, made from this file by `npm run minify` in
   `tests/browser`. Every page reads it before anything else, so it stays small: what few pages need is a
   script of its own, asked for from here. */
(function () {
  "use strict";
  var html = document.documentElement, script = document.currentScript, root = (script && script.dataset.root) || "";
  html.classList.add("js");
  /* A snapshot that is older than a day says so instead of promising what is on the shelf. */
  var made = window.COMMONSTEAD || {}, built = Date.parse(made.at || "");
  if (built && Date.now() - built > 24 * 3600 * 1000) html.classList.add("stale");
  enliven();
  document.addEventListener("stead-page", enliven);

  function enliven() {
    if (built) tell();
    mark_days();
  }

  /* When the records were recorded, in the words of the page: the same for all pages, so it stands in one
     file and not in every page. */
  function tell() {
    var lang = html.dataset.locale || html.lang || undefined, zone = made.zone;
    function words(options) {
      options.timeZone = zone;
      try { return new Intl.DateTimeFormat(lang, options).format(built); } catch (e) { return made.at.slice(0, 10); }
    }
    var date = words({ dateStyle: "long" }), time = words({ timeStyle: "short" });
    document.querySelectorAll("[data-made]").forEach(function (place) {
      place.textContent = place.dataset.made.replace("{date}", date).replace("{time}", time);
      if (!made.commit || !place.dataset.version) return;
      var code = document.createElement("code");
      code.textContent = made.commit;
      place.append(" " + place.dataset.version + " ", code);
    });
  }

  /* A table of days may be read long after it was made: today is marked, and what is past is faint. */
  function mark_days() {
    var now = new Date(), two = function (n) { return String(n).padStart(2, "0"); };
    var today = now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
    document.querySelectorAll("table[data-past] time[datetime]").forEach(function (time) {
      var cell = time.parentNode, word = cell.querySelector(".vh");
      if (time.dateTime === today) cell.setAttribute("aria-current", "date");
      if (time.dateTime >= today) return;
      cell.className = "p";
      if (word) word.textContent = " " + cell.closest("table").dataset.past;
    });
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-print]");
    if (button) window.print();
  });

  /* The date and the minute of the day at the place, wherever the reader is. */
  function here(zone, now) {
    var parts = {};
    try {
      new Intl.DateTimeFormat("en-CA", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" })
        .formatToParts(now).forEach(function (part) { parts[part.type] = part.value; });
    } catch (e) { return null; }
    return { date: parts.year + "-" + parts.month + "-" + parts.day, minute: +parts.hour * 60 + +parts.minute };
  }

  function later(date, days) { return new Date(Date.parse(date + "T12:00:00Z") + days * 864e5).toISOString().slice(0, 10); }

  /* Spans of a date: none on a day of the week without hours, none on days that are closed. */
  function spans(open, date) {
    if (open.closed.some(function (days) { return days[0] <= date && date <= days[1]; })) return [];
    var weekday = new Date(date + "T12:00:00Z").getUTCDay() || 7;
    return open.hours.filter(function (span) { return span[0] === weekday; }).sort(function (a, b) { return a[1] - b[1]; });
  }

  function opening(open, now) {
    var at = here(open.zone, now);
    if (!at) return null;
    var current = spans(open, at.date).find(function (span) { return span[1] <= at.minute && at.minute < span[2]; });
    if (current) return { open: true, text: open.words.until.replace("{time}", current[4]) };
    for (var days = 0; days < 120; days++) {
      var date = later(at.date, days);
      var next = spans(open, date).find(function (span) { return days || span[1] > at.minute; });
      if (next) return { open: false, text: sentence(open.words, days, date).replace("{time}", next[3]) };
    }
    return null;
  }

  function sentence(words, days, date) {
    if (days < 2) return days ? words.tomorrow : words.today;
    var how = { weekday: "long", timeZone: "UTC" };
    if (days > 6) { how.day = "numeric"; how.month = "long"; }
    var day = new Date(date + "T12:00:00Z");
    try { return words.on.replace("{day}", new Intl.DateTimeFormat(html.dataset.locale || html.lang, how).format(day)); } catch (e) { return words.on.replace("{day}", date); }
  }

  function tell_hours() {
    document.querySelectorAll("[data-open]").forEach(function (place) {
      var found = null;
      try { found = opening(JSON.parse(place.dataset.open), new Date()); } catch (e) { return; }
      if (!found) return;
      place.textContent = found.text;
      place.className = "open-now st " + (found.open ? "ok" : "mute");
      place.hidden = false;
    });
  }

  /* Wide tables, and the ways through the site on a narrow phone, say that there is more to the side, until
     one is there. Where one is now is in sight from the start. */
  function hint_wide() {
    document.querySelectorAll(".tw, .top nav").forEach(function (box) {
      var now = box.querySelector(".nav [aria-current]"), edge = box.getBoundingClientRect(), at = now && now.getBoundingClientRect();
      if (at) box.scrollLeft += Math.max(0, at.right - edge.right) || Math.min(0, at.left - edge.left);
      function look() {
        var rest = box.scrollWidth - box.clientWidth - Math.abs(box.scrollLeft);
        box.classList.toggle("more", rest > 2);
        box.classList.toggle("less", Math.abs(box.scrollLeft) > 2);
      }
      box.addEventListener("scroll", look, { passive: true });
      window.addEventListener("resize", look);
      look();
    });
  }

  /* A second filter beside the first: the lists are made for one each, the search page puts them together. */
  function combine(menu) {
    var find = menu.dataset.find;
    function chosen(but) {
      var all = {};
      menu.querySelectorAll("[data-facet]").forEach(function (group) {
        var link = group.querySelector("a[aria-current][data-value]");
        if (link && group !== but && group.dataset.facet !== (but && but.dataset.facet)) all[group.dataset.facet] = link.dataset.value;
      });
      return all;
    }
    function address(facets) { return find + "#" + new URLSearchParams(facets); }
    menu.addEventListener("click", function (event) {
      var link = event.target.closest("a[data-value]"), group = link && link.closest("[data-facet]");
      if (!group || event.ctrlKey || event.metaKey || event.shiftKey || group.dataset.facet === "now") return;
      var others = chosen(group);
      if (!Object.keys(others).length) return;
      event.preventDefault();
      others[group.dataset.facet] = link.dataset.value;
      window.location.href = address(others);
    });
    var all = menu.querySelector("[data-combine]");
    if (all) all.href = address(chosen(null));
  }

  /* The viewer is its own file: most pages have nothing to turn. */
  function load_models() {
    if (document.querySelector("[data-model]")) load("model.js");
  }

  function load(name) {
    var more = document.createElement("script");
    Object.assign(more.dataset, script.dataset);
    more.src = root + "assets/" + name;
    document.head.append(more);
  }

  /* A page that is only read does without the search: it comes with the first visit to its field, and at
     once where hits have a place of their own. */
  function load_search() {
    var fields = Array.from(document.querySelectorAll("input[data-search]"));
    function come() {
      fields.forEach(function (field) { field.removeEventListener("focus", come); });
      load("search.js");
    }
    if (fields.some(function (field) { return field.dataset.results || field === document.activeElement; })) come();
    else fields.forEach(function (field) { field.addEventListener("focus", come); });
  }

  /* Kept on a home screen, and kept for later, where the site comes from a host. */
  function keep() {
    if (location.protocol !== "http:" && location.protocol !== "https:" || html.dataset.kiosk) return;
    var link = document.createElement("link");
    link.rel = "manifest";
    link.href = root + "manifest.webmanifest";
    document.head.append(link);
    if (location.protocol === "https:" && "serviceWorker" in navigator) navigator.serviceWorker.register(root + "sw.js").catch(function () { /* then pages are read from the network */ });
  }

  tell_hours();
  keep();
  hint_wide();
  document.querySelectorAll("[data-find]").forEach(combine);
  load_models();
  load_search();
  window.COMMONSTEAD_OPENING = opening;
})();
