/* Shows a page that lies packed in one of few files (for sticks with large clusters). The address names it:
   page.html#catalog/drill/index.html. Photos, drawings and manuals are packed as well: they are shown where the page
   has them, and saved by their links. A classic script, because it runs from a folder. */
(function () {
  "use strict";
  var root = document.currentScript.dataset.root, main = document.getElementById("main"), missing = document.getElementById("packed-wait");
  var counts = window.BUNDLES || { pages: 0, files: 0, languages: [] }, loaded = {}, waiting = {};
  var KINDS = { jpg: "image/jpeg", jpeg: "image/jpeg", png: "image/png", gif: "image/gif", webp: "image/webp", svg: "image/svg+xml", pdf: "application/pdf", txt: "text/plain", md: "text/plain", toml: "text/plain", csv: "text/plain", js: "text/javascript" };
  if (missing) missing.remove();

  function place(path, of) {
    var hash = 0x811c9dc5, bytes = new TextEncoder().encode(path);
    for (var i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193) >>> 0;
    return hash % Math.max(of, 1);
  }

  function arrived(kind) {
    return function (n, parts) { loaded[kind + n] = parts; };
  }
  window.P = arrived("");
  window.F = arrived("p");

  function load(kind, n) {
    var name = kind + n;
    if (!waiting[name]) waiting[name] = new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = root + "b/" + name + ".js";
      script.onload = function () { script.remove(); if (loaded[name]) resolve(loaded[name]); else reject(new Error(name)); };
      script.onerror = function () { script.remove(); reject(new Error(name)); };
      document.head.appendChild(script);
    });
    return waiting[name];
  }

  function bytes(base64) {
    return Uint8Array.from(atob(base64), function (c) { return c.charCodeAt(0); });
  }

  function unpack(base64) {
    var stream = new Blob([bytes(base64)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(stream).json();
  }

  /** An address of the page at `from`, as a path from the site's root; null for what is elsewhere. */
  function resolve(from, to) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(to) || to.charAt(0) === "/") return null;
    var parts = from.split("/").slice(0, -1);
    to.split("/").forEach(function (part) {
      if (part === "..") parts.pop(); else if (part && part !== ".") parts.push(part);
    });
    return parts.join("/");
  }

  /** The folder of the language that a page is in; empty for the first one. */
  function language(path) {
    var head = path.split("/")[0];
    return counts.languages.indexOf(head) < 0 ? "" : head + "/";
  }

  function is_packed(path) {
    var rest = path.slice(language(path).length);
    return rest.split("/").length > 2 && /\/index\.html$/.test(rest) && !/^list\/(all\/(\d+|now)|in\/[^/]+)\/index\.html$/.test(rest);
  }

  /** What other programs read lies in one archive. */
  function is_record(path) {
    return /^schema\//.test(path) || (/(^|\/)(index\.json|index\.csv|calendar\.ics|atom\.xml|result\.json)$/.test(path) && !/\/files\//.test(path)) || /^[^/]+\.json$/.test(path);
  }

  function is_filed(path) {
    return /^(media|designs)\//.test(path) && !/\.html$/.test(path) && !is_record(path);
  }

  /** The address of a packed file; where it would lie by itself, if it is not packed. The pages' own rules allow
      addresses that hold their data, and no others that a script could make. */
  function file(path) {
    path = decodeURIComponent(path);
    return load("p", place(path, counts.files)).then(function (parts) {
      if (!parts[path]) throw new Error(path);
      var kind = KINDS[path.split(".").pop().toLowerCase()] || "application/octet-stream";
      return "data:" + kind + ";base64," + parts[path];
    }).catch(function () { return root + encodeURI(path); });
  }
  window.COMMONSTEAD_FILE = file;

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[data-file]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    var path = link.dataset.file;
    file(path).then(function (address) {
      var save = document.createElement("a");
      save.href = address;
      save.download = decodeURIComponent(path.split("/").pop());
      save.click();
    });
  });

  function turn(part, from) {
    part.querySelectorAll("[href]").forEach(function (link) {
      var href = link.getAttribute("href");
      if (link.closest("svg")) return;
      if (href.charAt(0) === "#") { link.setAttribute("href", "#" + from + "!" + href.slice(1)); return; }
      var cut = href.split("#"), path = resolve(from, cut[0]);
      if (path === null) return;
      if (is_record(path)) { link.setAttribute("href", root + "records.zip"); return; }
      if (is_filed(path)) link.dataset.file = path;
      if (is_packed(path)) link.setAttribute("href", root + language(path) + "page.html#" + path + (cut[1] ? "!" + cut[1] : ""));
      else link.setAttribute("href", root + path + (cut[1] ? "#" + cut[1] : ""));
    });
    part.querySelectorAll("[action]").forEach(function (form) {
      var path = resolve(from, form.getAttribute("action"));
      if (path !== null) form.setAttribute("action", root + path);
    });
    part.querySelectorAll("img[src]").forEach(function (image) {
      var path = resolve(from, image.getAttribute("src"));
      if (path === null) return;
      image.removeAttribute("srcset");
      if (!is_filed(path)) { image.setAttribute("src", root + path); return; }
      image.removeAttribute("src");
      image.dataset.photo = path;
    });
    part.querySelectorAll("iframe[src]").forEach(function (frame) {
      var path = resolve(from, frame.getAttribute("src"));
      if (path === null) return;
      frame.removeAttribute("src");
      frame.dataset.photo = path;
    });
    part.querySelectorAll("[data-from]").forEach(function (shape) {
      var path = resolve(from, shape.dataset.from);
      if (path !== null) shape.dataset.packed = path;
    });
  }

  /** A photo or a sheet out of its file, when it comes near the screen. */
  function picture(image, path) {
    var seen = new IntersectionObserver(function (entries) {
      if (!entries.some(function (entry) { return entry.isIntersecting; })) return;
      seen.disconnect();
      file(path).then(function (address) { image.src = address; });
    }, { rootMargin: "300px" });
    seen.observe(image);
  }

  function pictures(part) {
    part.querySelectorAll("[data-photo]").forEach(function (image) { picture(image, image.dataset.photo); });
  }

  function show() {
    var asked = decodeURIComponent(location.hash.slice(1)).split("!"), path = asked[0];
    load("", place(path, counts.pages)).then(function (parts) {
      if (!parts[path]) throw new Error(path);
      return unpack(parts[path]);
    }).then(function (page) {
      var inert = document.createElement("template");
      inert.innerHTML = page.main;
      turn(inert.content, path);
      var sprite = document.querySelector("svg.sprite");
      if (sprite) page.sprite.split("<symbol").slice(1).forEach(function (symbol) {
        var id = symbol.match(/id="([^"]+)"/);
        if (id && !document.getElementById(id[1])) sprite.insertAdjacentHTML("beforeend", "<symbol" + symbol);
      });
      main.className = page.class;
      main.replaceChildren(inert.content);
      pictures(main);
      var title = document.createElement("textarea");
      title.innerHTML = page.title;
      document.title = title.value;
      document.dispatchEvent(new Event("stead-page"));
      var target = asked[1] && document.getElementById(asked[1]);
      if (target) target.scrollIntoView(); else { window.scrollTo(0, 0); main.tabIndex = -1; main.focus({ preventScroll: true }); }
    }).catch(function () {
      main.replaceChildren();
      if (missing) { missing.hidden = false; main.append(missing); }
    });
  }

  if (missing) {
    window.addEventListener("hashchange", show);
    show();
  } else {
    pictures(document);
  }
})();
