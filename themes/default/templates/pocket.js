(function () {
  "use strict";
  var form = document.querySelector(".ask"), q = document.getElementById("q"), k = document.getElementById("k");
  var found = document.querySelector(".found"), lang = document.documentElement.dataset.locale;
  var things = Array.from(document.querySelectorAll(".things > li")).map(function (li) {
    return { li: li, words: li.dataset.w.split(" "), kinds: li.dataset.k.split(" ") };
  });
  var said = JSON.parse(found.dataset.found), forms = new Intl.PluralRules(lang);
  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });

  /* As the catalogue's own words were written: small letters, no accents. */
  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/ß/g, "ss").replace(/ø/g, "o").replace(/æ/g, "ae").replace(/œ/g, "oe").replace(/ł/g, "l").replace(/đ/g, "d");
  }

  /* One letter too many, too few, another, or two swapped; the word may go on. */
  function near(word, asked) {
    var i = 0;
    while (i < asked.length && word[i] === asked[i]) i++;
    if (i === asked.length) return true;
    var rest = asked.slice(i);
    return word.slice(i + 1).indexOf(rest.slice(1)) === 0 || word.slice(i).indexOf(rest.slice(1)) === 0 ||
      word.slice(i + 1).indexOf(rest) === 0 || (word[i] === rest[1] && word[i + 1] === rest[0] && word.slice(i + 2).indexOf(rest.slice(2)) === 0);
  }

  function fits(thing, asked, kind, loosely) {
    if (kind && thing.kinds.indexOf(kind) < 0) return false;
    return asked.every(function (part) {
      return thing.words.some(function (word) {
        return word.indexOf(part) === 0 || (part.length > 3 && word.indexOf(part) > 0) || (loosely && part.length > 3 && near(word, part));
      });
    });
  }

  function look() {
    var asked = fold(q.value).split(/[^\p{L}\p{N}-]+/u).filter(Boolean), kind = k.value;
    var hits = things.filter(function (thing) { return fits(thing, asked, kind, false); }), loosely = false;
    if (!hits.length && asked.length) {
      hits = things.filter(function (thing) { return fits(thing, asked, kind, true); });
      loosely = hits.length > 0;
    }
    var shown = new Set(hits);
    things.forEach(function (thing) { thing.li.hidden = !shown.has(thing); });
    var n = hits.length;
    if (!asked.length && !kind) found.textContent = "";
    else if (!n) found.textContent = found.dataset.none;
    else found.textContent = (loosely ? found.dataset.near + " " : "") + said[forms.select(n)].replace("{n}", n.toLocaleString(lang));
  }

  q.addEventListener("input", look);
  k.addEventListener("change", look);
  window.addEventListener("pageshow", look);
})();
