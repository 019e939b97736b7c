/* What helps while one looks around: whether the door is open, filters put together, tables that are wider
   than the screen, drawings that turn. Each page works without it. A classic script: pages are also opened
   from a folder. */
(function () {
  "use strict";
  var html = document.documentElement, script = document.currentScript, root = (script && script.dataset.root) || "";

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

  /* Wide tables say that there is more to the side, until one is there. */
  function hint_wide() {
    document.querySelectorAll(".tw").forEach(function (box) {
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
    if (!document.querySelector("[data-model]")) return;
    var more = document.createElement("script");
    more.src = root + "assets/model.js";
    document.head.append(more);
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
  window.COMMONSTEAD_OPENING = opening;
})();
