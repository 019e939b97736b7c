/* Keeps pages that were read, for when there is no connection. Only sites on https have it: elsewhere browsers
   know no such helper, and a site on a stick needs none. A page comes from the network; when that does not
   answer, the kept copy is shown, which says below when it was made. */
"use strict";
var KEEP = "commonstead-pages", SHELL = ["index.html", "catalog/index.html", "find/index.html", "visit/index.html", "assets/node.css", "assets/site.css", "assets/page.js", "assets/search.js"];
self.addEventListener("install", function (event) {
  event.waitUntil(caches.open(KEEP).then(function (kept) {
    return Promise.all(SHELL.map(function (path) { return kept.add(path).catch(function () { /* one page less is no reason to keep none */ }); }));
  }).then(function () { return self.skipWaiting(); }));
});
self.addEventListener("activate", function (event) {
  event.waitUntil(caches.keys().then(function (names) {
    return Promise.all(names.filter(function (name) { return name.indexOf("commonstead-") === 0 && name !== KEEP; }).map(function (name) { return caches.delete(name); }));
  }).then(function () { return self.clients.claim(); }));
});
self.addEventListener("fetch", function (event) {
  var asked = event.request, url = new URL(asked.url);
  if (asked.method !== "GET" || url.origin !== self.location.origin || url.href.indexOf(self.registration.scope) !== 0) return;
  event.respondWith(caches.open(KEEP).then(function (kept) {
    return fetch(asked).then(function (answer) {
      if (answer.ok && answer.type === "basic") kept.put(asked, answer.clone());
      return answer;
    }, function (reason) {
      return kept.match(asked, { ignoreSearch: true }).then(function (copy) { if (copy) return copy; throw reason; });
    });
  }));
});
