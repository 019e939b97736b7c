/* Listens for news of `stead watch`: loads the page again when it was made anew, and shows what is wrong
   over the last good page. Added while the page is served; no built file holds it. */
(function () {
  "use strict";
  var path = decodeURIComponent(location.pathname).replace(/^\/+/, "").replace(/(^|\/)$/, "$1index.html");
  // The number of the build that this page was taken from.
  var first = Number(document.currentScript.src.split("v=")[1]), box = null;

  function concerns(changed) {
    if (!changed) return true;
    return changed.some(function (file) { return file === path || file.indexOf("media/") === 0 || (file.indexOf("assets/") === 0 && file !== "assets/made.js"); });
  }

  /** What is wrong, above the page; Escape puts it away until the next save. */
  function show(problems) {
    if (box) box.remove();
    box = null;
    if (!problems.length) return;
    box = document.createElement("div");
    box.setAttribute("role", "alert");
    box.id = "stead-problems";
    var inside = box.attachShadow({ mode: "open" });
    inside.innerHTML = "<style>:host{position:fixed;inset:auto 0 0 0;z-index:99999;max-height:70vh;overflow:auto;background:#1d1512;color:#fff4ec;border-top:4px solid #ff7a4d;padding:1rem max(1rem,env(safe-area-inset-left));box-shadow:0 -8px 30px #0008;font:16px/1.5 system-ui,sans-serif}h2{font-size:1.0625rem;margin:0 0 .6rem}p{margin:.2rem 0 .8rem;color:#ffd9c7}pre{direction:ltr;text-align:left;background:#0d0907;padding:.8rem 1rem;border-radius:8px;overflow-x:auto;font:14px/1.45 ui-monospace,monospace;margin:.6rem 0}button{position:absolute;inset-block-start:.7rem;inset-inline-end:.9rem;font:inherit;background:none;color:inherit;border:1px solid #ffd9c7;border-radius:8px;padding:.35rem .8rem;min-height:2.75rem;cursor:pointer}button:focus-visible{outline:3px solid #ffb81c}</style><h2></h2><p>The page behind this is the last good one. Save a mended file, and this goes away.</p><div></div><button type=\"button\">Hide</button>";
    inside.querySelector("h2").textContent = problems.length === 1 ? "Something is wrong in a file" : problems.length + " things are wrong in the files";
    problems.forEach(function (text) {
      var pre = document.createElement("pre");
      pre.textContent = text;
      pre.tabIndex = 0;
      inside.querySelector("div").append(pre);
    });
    inside.querySelector("button").addEventListener("click", hide);
    document.body.append(box);
  }

  function hide() {
    if (box) box.remove();
    box = null;
  }

  document.addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); });

  var source = new EventSource("/.stead/news");
  source.onmessage = function (event) {
    var news = JSON.parse(event.data);
    show(news.problems);
    document.documentElement.dataset.watch = String(news.build);
    // After a pause of the program the numbers begin again.
    if (news.build === first) return;
    var reload = news.build < first || news.build > first + 1 || concerns(news.changed);
    first = news.build;
    if (reload && !news.problems.length) location.reload();
  };
})();
