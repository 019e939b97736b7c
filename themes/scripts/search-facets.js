/* Filters and the counts beside them, and phrases in quotation marks. Part of search.js, loaded when
   something is narrowed. */
Q("search-facets", function (core) {
  "use strict";

  /** Facets with longer lists (bytes) show the counts of the whole index. */
  var CHEAP = 32 * 1024;
  /** So few pieces are read at once, so that the hits can be counted. */
  var FEW_PIECES = 2;
  var FIRST_VALUES = 6, MOST_VALUES = 40;

  /** Hits looked at together, and how many are compared with a phrase (the crate's `engine::phrases`). */
  var TOGETHER = 32, MOST_COMPARED = 64;

  /** What stands between quotation marks, as lists of forms: two words or more. */
  function phrases(text) {
    return Array.from(text.matchAll(/["“”„«»]([^"“”„«»]+)["“”«»]/g), quoted => {
      return core.tokens(quoted[1]).map(token => token.form);
    }).filter(forms => forms.length > 1);
  }

  function stands(phrase, text) {
    var forms = core.tokens(text).map(token => token.form);
    return forms.some((_, at) => phrase.every((form, i) => forms[at + i] === form));
  }

  /** Calls with the entries of a list. */
  function read(reader, visit) {
    if (!reader.number()) return reader.rising(visit);
    for (var runs = reader.number(), id = 0; runs > 0; runs--) {
      id += reader.number();
      visit(id);
      for (var more = reader.number(); more > 0; more--) visit(++id);
    }
  }

  /** Where the entries with a value are listed: how many, and {first, at} of each piece. */
  async function find(index, facet, value) {
    var key = facet + "\0" + value, reader = await index.reader(index.manifest.values, key), word = "";
    while (reader && reader.at < reader.bytes.length) {
      word = reader.word(word);
      var list = { found: reader.number(), pieces: [] }, first = 0, left = reader.number();
      if (!left) {
        var length = reader.number();
        list.pieces.push({ first: 0, reader: new core.Reader(reader.bytes, reader.at) });
        reader.at += length;
      }
      for (; left > 0; left--) list.pieces.push({ first: (first += reader.number()), at: reader.name() });
      if (word === key) return list;
    }
    return { found: 0, pieces: [] };
  }

  async function open(index, piece) {
    var ids = new Set();
    read(piece.reader || new core.Reader(await index.load(piece.at)), id => { ids.add(id); });
    piece.ids = ids;
  }

  /** The piece in which an entry would stand. */
  function around(list, id) {
    return list.pieces[core.place(list.firsts, id)];
  }

  /** What `passing` takes. */
  async function filter(index, name, values) {
    if (name === "lang") {
      var spoken = index.inLanguages(values);
      return { name: name, found: null, has: spoken, load: () => {}, whole: () => true, all: () => {} };
    }
    var lists = await Promise.all(values.map(value => find(index, name, value))), missing = 0;
    lists.forEach(list => {
      list.firsts = list.pieces.map(piece => piece.first);
    });
    function get(piece) {
      if (!piece.coming) piece.coming = open(index, piece).then(() => { missing--; });
      return piece.coming;
    }
    var pieces = lists.flatMap(list => list.pieces);
    missing = pieces.length;
    var own = {
      name: name,
      // Of several values an entry may have two.
      found: lists.length === 1 ? lists[0].found : null,
      whole() { return !missing; },
      all() { return Promise.all(pieces.map(get)); },
      load(id) {
        var needed = lists.map(list => around(list, id)).filter(piece => piece && !piece.ids);
        return needed.length ? Promise.all(needed.map(get)) : null;
      },
      has(id) {
        return lists.some(list => { var piece = around(list, id); return piece && piece.ids.has(id); });
      }
    };
    if (pieces.length <= FEW_PIECES) await own.all();
    return own;
  }

  /** The ranked entries that pass the filters and hold the phrases, as far as `wanted` needs them, and
      whether these are all. A filter is {name, has(id), load(id), whole()}: `load` promises what `has`
      must know of an entry. */
  async function passing(index, ranked, filters, quoted, wanted) {
    var passed = [], compared = 0;
    for (var at = 0; at < ranked.length; at += TOGETHER) {
      var whole = filters.every(filter => filter.whole()) && !quoted.length;
      if (passed.length >= wanted && !whole) return { hits: passed, whole: false };
      var some = whole ? ranked.slice(at) : ranked.slice(at, at + TOGETHER);
      for (var filter of filters) {
        if (!whole) await Promise.all(some.map(pair => filter.load(pair[0])));
        some = some.filter(pair => filter.has(pair[0]));
      }
      if (whole) return { hits: passed.concat(some), whole: true };
      if (quoted.length) {
        var left = MOST_COMPARED - compared, cut = some.length > left;
        some = some.slice(0, left);
        compared += some.length;
        var records = await Promise.all(some.map(pair => index.record(pair[0])));
        some = some.filter((pair, i) => {
          return quoted.every(phrase => stands(phrase, records[i].title) || stands(phrase, records[i].text));
        });
      }
      passed = passed.concat(some);
      if (cut) return { hits: passed, whole: false };
    }
    return { hits: passed, whole: true };
  }

  /** Values of a facet with the entries each would bring: [value, count, counted]. */
  async function counts(index, name, scored, filters, query) {
    var facet = index.manifest.facets.find(facet => facet.name === name);
    if (!facet) return [];
    var values = JSON.parse(new TextDecoder().decode(await index.load(facet.at)));
    var others = filters.filter(filter => filter.name !== name);
    var plain = !query.text && !others.length;
    if (plain || facet.bytes > CHEAP) return values.map(pair => [pair[0], pair[1], plain]);
    await Promise.all(others.map(filter => filter.all()));
    var rows = await Promise.all(values.map(async pair => {
      var own = await filter(index, name, [pair[0]]), count = 0;
      await own.all();
      scored.forEach((score, id) => {
        if (own.has(id) && others.every(filter => filter.has(id))) count++;
      });
      return [pair[0], count, true];
    }));
    return rows.filter(row => row[1]).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }

  /** Fills `page.filters` with checkboxes; what it gives takes the counts and what is chosen. */
  function panel(page) {
    var filters = page.filters, element = page.element, unfolded = new Set();

    filters.addEventListener("change", () => {
      var chosen = {};
      filters.querySelectorAll("input:checked").forEach(box => { (chosen[box.name] = chosen[box.name] || []).push(box.value); });
      page.choose(chosen);
    });
    filters.addEventListener("click", event => {
      var facet = event.target.dataset.facet;
      if (!facet) return;
      unfolded.add(facet);
      page.update().then(() => {
        var boxes = filters.querySelectorAll('input[name="' + facet + '"]');
        if (boxes[FIRST_VALUES]) boxes[FIRST_VALUES].focus();
      });
    });

    /** The box that has the focus keeps it. */
    return function offer(sides, chosen) {
      var held = page.document.activeElement, kept = filters.contains(held) ? [held.name, held.value] : null;
      filters.replaceChildren.apply(filters, page.facets.map((facet, i) => {
        var picked = chosen[facet] || [], most = unfolded.has(facet) ? MOST_VALUES : FIRST_VALUES;
        var rows = sides[i].filter((row, at) => at < most || picked.includes(row[0]));
        picked.forEach(value => { if (!rows.some(row => row[0] === value)) rows.push([value, 0, true]); });
        if (!rows.length) return "";
        var all = element("button", { type: "button", class: "search-all", "data-facet": facet, hidden: sides[i].length > most && most === FIRST_VALUES ? null : "" }, [page.say("more")]);
        return element("fieldset", { class: "search-facet" }, [element("legend", {}, [page.title(facet)])].concat(rows.map(row => {
          var box = element("input", { type: "checkbox", name: facet, value: row[0] });
          box.checked = picked.includes(row[0]);
          return element("label", {}, [box, " ", page.named(facet, row[0]), " ", element("span", { class: "search-number" }, row[2] ? [page.number(row[1])] : [])]);
        }), all));
      }));
      if (kept) filters.querySelectorAll("input").forEach(box => { if (box.name === kept[0] && box.value === kept[1]) box.focus(); });
    };
  }

  return { filter: filter, passing: passing, phrases: phrases, counts: counts, panel: panel };
});
