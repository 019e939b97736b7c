/* The little that a page does by itself; everything else works without it. A classic script, because
   pages are also opened from a folder, where modules do not load. */
(function () {
  "use strict";
  var html = document.documentElement;
  html.classList.add("js");
  /* A snapshot that is older than a day says so instead of promising what is on the shelf. */
  var built = Date.parse(html.dataset.built || "");
  if (built && Date.now() - built > 24 * 3600 * 1000) html.classList.add("stale");
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-print]");
    if (button) window.print();
  });
})();
