/* The little that a page does by itself; everything else works without it. A classic script, because
   pages are also opened from a folder, where modules do not load. */
(function () {
  "use strict";
  var html = document.documentElement;
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
})();
