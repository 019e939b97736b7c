/* Search without a server. The index is a folder of small scripts made by the `search` crate (its
   module `shards` describes the format); this file loads the few a query needs, from https:, from a
   kiosk or from file: alike, so there is no fetch, no module and no worker here.

   The first half is the query core, free of the page: `require("./search.js")` gives it to node.
   The second half joins it to every <input data-search>:

     <script src="../search.js" data-root="../" data-index="search/" data-build="1f3a" defer></script>
     <form role="search" action="../find/index.html"><input type="search" name="q" data-search></form>

   data-root    the way from this page to the root of the site
   data-index   the folder of the index below the root (search/ if left out)
   data-build   anything that changes with the index, so that no old manifest is taken from a cache
   data-results (input) id of an element for the hits, whose page then keeps #q=WORDS in its address;
                without it a list opens below the input, and Enter sends the form as ever
   data-filters (input) facets to offer beside data-results: "category place condition tag kind lang"
   Words for people come from <script type="application/json" id="search-strings">, with the keys of
   STRINGS below; `values` names facet values, for example {"kind": {"item": "Thing"}}. */
(function (scope, make) {
  "use strict";
  var core = make();
  if (typeof module === "object" && module.exports) module.exports = core;
  else core.page(scope);
})(this, function () {
  "use strict";

  // ---- Words: the same rules as the crate's module `analysis` ---------------------------------

  var ALONE = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  var RUN = new RegExp("[" + ALONE + "]|(?:(?![" + ALONE + "])[\\p{Alphabetic}\\p{M}\\p{N}'’])+", "gu");
  var DROPPED = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
  var PLAIN = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", đ: "d", ð: "d", ł: "l", ħ: "h", ı: "i", ς: "σ" };

  function fold(text) {
    return text.normalize("NFKD").toLowerCase().replace(DROPPED, "")
      .replace(/[ßæœþøđðłħıς]/g, function (c) { return PLAIN[c]; }).normalize("NFC");
  }

  /** The words of a text: {form, lower, start, end}. */
  function tokens(text) {
    var found = [];
    for (var run of text.matchAll(RUN)) {
      var parts = run[0].split(/['’]/), at = run.index;
      for (var part of parts) {
        var form = Array.from(fold(part).replace(/[^\p{Alphabetic}\p{M}\p{N}]/gu, "")).slice(0, 40).join("");
        if (form && (parts.length === 1 || Array.from(part).length > 1))
          found.push({ form: form, lower: part.normalize("NFC").toLowerCase(), start: at, end: at + part.length });
        at += part.length + 1;
      }
    }
    return found;
  }

  function asked(text, stops) {
    var words = tokens(text).slice(0, 12).map(function (t) { return { form: t.form, typed: t.lower, open: false }; });
    if (words.length) words[words.length - 1].open = /\S$/u.test(text);
    var content = words.filter(function (w) { return !stops.has(w.form); });
    if (content.length) words = content;
    return words.filter(function (w, i) { return !words.slice(i + 1).some(function (v) { return v.form === w.form; }); });
  }

  function codeOf(text) {
    text = text.trim().replace(/\/+$/, "");
    var address = text.includes("://");
    var part = address ? text.split(/[/=#]/).pop() : text;
    if (!address && !/[0-9-]/.test(part)) return null;
    var code = part.trim().replace(/[a-z]/g, function (c) { return c.toUpperCase(); }).replace(/[-. \u2010\u2011\u2013]/g, "")
      .replace(/O/g, "0").replace(/[IL]/g, "1").replace(/U/g, "V");
    return /^[0-9A-Z]{4,24}$/.test(code) ? code : null;
  }

  // ---- Numbers: the same as the crate's module `ranking` ----------------------------------------

  var EXACT = 16, SHORTENED = 14, PREFIX = 12, ONE_EDIT = 9, TWO_EDITS = 6, PER_WORD = Math.pow(2, 40);

  function rarity(found, total) {
    found = Math.min(found, total);
    return Math.max(1, Math.round(256 * Math.log(1 + (total - found + 0.5) / (found + 0.5))));
  }

  /** Edits from what was typed to a word (arrays of characters), or -1 above the limit. */
  function distance(typed, word, limit, open) {
    var n = typed.length;
    if (word.length + limit < n || (!open && n + limit < word.length)) return -1;
    var before = [], last = [], best = n;
    for (var i = 0; i <= n; i++) last.push(i);
    for (var row = 0; row < word.length; row++) {
      var line = [row + 1];
      for (var col = 0; col < n; col++) {
        var value = Math.min(last[col] + (typed[col] === word[row] ? 0 : 1), last[col + 1] + 1, line[col] + 1);
        if (row && col && typed[col] === word[row - 1] && word[row] === typed[col - 1])
          value = Math.min(value, before[col - 1] + 1);
        line.push(value);
      }
      best = Math.min(best, line[n]);
      if (Math.min.apply(null, line) > limit && Math.min.apply(null, last) > limit)
        return open && best <= limit ? best : -1;
      before = last;
      last = line;
    }
    var edits = open ? best : last[n];
    return edits <= limit ? edits : -1;
  }

  // ---- Bytes: the same as the crate's `shards::codec` -------------------------------------------

  var utf8 = new TextDecoder();

  function Reader(bytes, at) {
    this.bytes = bytes;
    this.at = at || 0;
  }
  Reader.prototype = {
    number: function () {
      var value = 0, factor = 1, byte;
      do {
        byte = this.bytes[this.at++];
        value += (byte & 127) * factor;
        factor *= 128;
      } while (byte > 127);
      return value;
    },
    text: function () {
      var length = this.number();
      return utf8.decode(this.bytes.subarray(this.at, (this.at += length)));
    },
    word: function (before) {
      var shared = this.number();
      return before.slice(0, shared) + this.text();
    },
    name: function () {
      var out = "";
      for (var i = 0; i < 6; i++) out += (this.bytes[this.at++] + 256).toString(16).slice(1);
      return out;
    },
    rising: function (visit) {
      for (var left = this.number(), id = 0; left > 0; left--) visit((id += this.number()));
    },
    postings: function (visit) {
      for (var levels = this.number(); levels > 0; levels--) {
        var level = this.number();
        this.rising(function (id) { visit(id, level); });
      }
    }
  };

  /** Raw deflate (RFC 1951), for browsers without DecompressionStream("deflate-raw"). */
  function inflate(bytes) {
    var out = new Uint8Array(Math.max(1024, bytes.length * 4)), size = 0, at = 0, bit = 0;
    function bits(count) {
      for (var value = 0, i = 0; i < count; i++) {
        if (at >= bytes.length) throw new Error("shard is cut off");
        value |= ((bytes[at] >> bit) & 1) << i;
        if (++bit === 8) { bit = 0; at++; }
      }
      return value;
    }
    function put(byte) {
      if (size === out.length) {
        var more = new Uint8Array(size * 2);
        more.set(out);
        out = more;
      }
      out[size++] = byte;
    }
    function table(lengths) {
      var count = new Array(16).fill(0), offset = [0, 0], symbols = [];
      lengths.forEach(function (length) { if (length) count[length]++; });
      for (var i = 1; i < 15; i++) offset.push(offset[i] + count[i]);
      lengths.forEach(function (length, symbol) { if (length) symbols[offset[length]++] = symbol; });
      return { count: count, symbols: symbols };
    }
    function symbol(tree) {
      for (var length = 1, code = 0, first = 0, index = 0; length < 16; length++) {
        code |= bits(1);
        var count = tree.count[length];
        if (code - first < count) return tree.symbols[index + code - first];
        index += count;
        first = (first + count) << 1;
        code <<= 1;
      }
      throw new Error("shard is damaged");
    }
    var fixed = [];
    for (var s = 0; s < 288; s++) fixed.push(s < 144 ? 8 : s < 256 ? 9 : s < 280 ? 7 : 8);
    var last, type, literals, distances;
    do {
      last = bits(1);
      type = bits(2);
      if (type === 0) {
        if (bit) { bit = 0; at++; }
        var length = bytes[at] | (bytes[at + 1] << 8);
        for (at += 4; length > 0; length--) put(bytes[at++]);
        continue;
      }
      if (type === 1) {
        literals = table(fixed);
        distances = table(new Array(30).fill(5));
      } else {
        var nl = bits(5) + 257, nd = bits(5) + 1, nc = bits(4) + 4, lengths = new Array(19).fill(0);
        for (var i = 0; i < nc; i++) lengths[[16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15][i]] = bits(3);
        var tree = table(lengths), all = [];
        while (all.length < nl + nd) {
          var code = symbol(tree);
          if (code < 16) all.push(code);
          else {
            var value = code === 16 ? all[all.length - 1] : 0;
            for (var times = code === 16 ? 3 + bits(2) : code === 17 ? 3 + bits(3) : 11 + bits(7); times > 0; times--) all.push(value);
          }
        }
        literals = table(all.slice(0, nl));
        distances = table(all.slice(nl));
      }
      for (;;) {
        var found = symbol(literals);
        if (found < 256) put(found);
        else if (found === 256) break;
        else {
          found -= 257;
          var extra = found < 8 || found === 28 ? 0 : (found >> 2) - 1;
          var run = found === 28 ? 258 : (found < 8 ? found + 3 : ((4 + (found & 3)) << extra) + 3) + bits(extra);
          var far = symbol(distances), wide = far < 4 ? 0 : (far >> 1) - 1;
          var back = (far < 4 ? far : (2 + (far & 1)) << wide) + 1 + bits(wide);
          while (run-- > 0) put(out[size - back]);
        }
      }
    } while (!last);
    return out.subarray(0, size);
  }

  /** The content of a shard from the text in it. */
  function unpack(base64) {
    var bytes = Uint8Array.from(atob(base64), function (c) { return c.charCodeAt(0); });
    try {
      var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
      return new Response(stream).arrayBuffer().then(function (buffer) { return new Uint8Array(buffer); });
    } catch (e) {
      return Promise.resolve(inflate(bytes));
    }
  }

  // ---- The index ----------------------------------------------------------------------------------

  /** Term shards read for one beginning, and tails read for a better order once there are hits. */
  var MOST_SHARDS = 4, MOST_TAILS = 4;
  /** Facets with longer lists (bytes) show the counts of the whole index. */
  var CHEAP = 64 * 1024;

  /** The last place whose word is not after `word`, or -1. */
  function place(words, word) {
    var low = 0, high = words.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (words[middle] <= word) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** `load(name)` promises the bytes of a shard. */
  function Index(load) {
    var kept = new Map();
    this.load = function (name) {
      if (!kept.has(name)) {
        var coming = load(name);
        // A shard that did not arrive is asked for again next time.
        coming.catch(function () { kept.delete(name); });
        kept.set(name, coming);
      }
      return kept.get(name);
    };
    this.terms = new Map();
  }

  Index.prototype = {
    open: async function () {
      if (this.manifest) return this.manifest;
      var manifest = JSON.parse(utf8.decode(await this.load("m")));
      if (manifest.format !== 1) throw new Error("this search index has another format");
      this.stops = new Set(manifest.stops);
      this.endings = new Set(manifest.endings);
      return (this.manifest = manifest);
    },

    shard: function (named, number) {
      return this.load(named.at.substr(12 * number, 12));
    },

    term: async function (number) {
      if (!this.terms.has(number)) {
        var reader = new Reader(await this.shard(this.manifest.terms, number));
        var first = reader.number(), groupCount = reader.number(), formCount = reader.number();
        var shard = { first: first, forms: [], of: [], groups: [] };
        for (var word = ""; formCount > 0; formCount--) {
          shard.forms.push((word = reader.word(word)));
          for (var own = [], n = reader.number(); n > 0; n--) {
            var zigzag = reader.number();
            own.push(first + (zigzag % 2 ? -(zigzag + 1) / 2 : zigzag / 2));
          }
          shard.of.push(own);
        }
        for (; groupCount > 0; groupCount--) {
          var group = { found: reader.number(), bytes: reader.bytes, tails: [] };
          var length = reader.number();
          group.at = reader.at;
          reader.at += length;
          for (var tails = reader.number(); tails > 0; tails--)
            group.tails.push({ level: reader.number(), count: reader.number(), name: reader.name() });
          shard.groups.push(group);
        }
        this.terms.set(number, shard);
      }
      return this.terms.get(number);
    },

    group: async function (id) {
      var shard = await this.term(place(this.manifest.terms.group, id));
      return shard.groups[id - shard.first];
    },

    /** Calls with every form that begins so and its groups; promises whether there are more. */
    beginning: async function (prefix, visit) {
      var first = this.manifest.terms.first;
      var at = Math.max(0, place(first, prefix)), end = place(first, prefix + "\uffff");
      var most = Math.min(end, at + MOST_SHARDS - 1);
      for (; at <= most; at++) {
        var shard = await this.term(at);
        for (var i = 0; i < shard.forms.length; i++)
          if (shard.forms[i].startsWith(prefix)) visit(shard.forms[i], shard.of[i]);
      }
      return most < end;
    },

    spread: function (prefix) {
      var first = this.manifest.terms.first;
      return place(first, prefix + "\uffff") - Math.max(0, place(first, prefix)) + 1;
    },

    groupsOf: async function (form) {
      var at = place(this.manifest.terms.first, form);
      if (at < 0) return [];
      var shard = await this.term(at), i = place(shard.forms, form);
      return shard.forms[i] === form ? shard.of[i] : [];
    },

    /** Groups of a form as far as its shard is here. */
    known: function (form) {
      var shard = this.terms.get(place(this.manifest.terms.first, form));
      if (!shard) return [];
      var i = place(shard.forms, form);
      return shard.forms[i] === form ? shard.of[i] : [];
    },

    short: async function (beginning) {
      var at = place(this.manifest.short.first, beginning);
      if (at < 0) return null;
      var reader = new Reader(await this.shard(this.manifest.short, at));
      while (reader.at < reader.bytes.length) {
        var found = { text: reader.text(), exact: reader.number() === 1, found: reader.number(), best: [] };
        reader.postings(function (id, level) { found.best.push([id, level]); });
        if (found.text === beginning) return found;
      }
      return null;
    },

    byCode: async function (code) {
      var at = place(this.manifest.codes.first, code);
      if (at < 0) return -1;
      var reader = new Reader(await this.shard(this.manifest.codes, at));
      while (reader.at < reader.bytes.length) {
        var same = reader.text() === code, id = reader.number();
        if (same) return id;
      }
      return -1;
    },

    /** From a word to groups; the order of attempts is that of the crate's `engine::lookup`. */
    resolve: async function (word, alone) {
      var short = Array.from(word.form).length <= 2, list = null, exact = [], closeness = EXACT;
      var listed = alone && word.open && (short || (Array.from(word.form).length === 3 && this.spread(word.form) > 2));
      if (listed) list = await this.short(word.form);
      if (!list || list.exact) exact = await this.groupsOf(word.form);
      var completions = new Set(), cut = !!list;
      if (!list && ((word.open && (alone || !short)) || (!exact.length && !short)))
        cut = await this.beginning(word.form, function (form, groups) { groups.forEach(completions.add, completions); });
      if (!exact.length && !completions.size && !list) {
        exact = await this.shortened(word.form);
        closeness = SHORTENED;
        if (!exact.length) {
          var near = await this.misspelt(word);
          exact = near.groups;
          closeness = near.edits === 1 ? ONE_EDIT : TWO_EDITS;
          word.meant = near.meant;
        }
      }
      word.groups = new Map();
      completions.forEach(function (id) { word.groups.set(id, PREFIX); });
      exact.forEach(function (id) { word.groups.set(id, closeness); });
      word.required = alone || !(short && word.open);
      word.best = new Map();
      word.tails = [];
      word.cut = cut;
      var found = 0;
      for (var entry of word.groups) {
        var group = await this.group(entry[0]);
        if (!exact.length || entry[1] !== PREFIX) found += group.found;
        add(word, new Reader(group.bytes, group.at), entry[1]);
        for (var tail of group.tails) word.tails.push({ value: tail.level * entry[1], closeness: entry[1], name: tail.name });
      }
      if (list) {
        list.best.forEach(function (pair) { raise(word.best, pair[0], pair[1] * PREFIX); });
        if (!exact.length) found = list.found;
      }
      word.tails.sort(function (a, b) { return b.value - a.value; });
      word.found = completions.size || list || closeness !== EXACT ? null : found;
      word.rarity = rarity(found, this.manifest.entries);
      return word;
    },

    /** A word nobody has as the longest beginning that is a word and a rest that is one too. */
    split: async function (word) {
      var letters = Array.from(word.form), cut = letters.length - 4;
      for (; cut >= 3; cut--) {
        var parts = [letters.slice(0, cut).join(""), letters.slice(cut).join("")];
        if ((await this.listed(parts[0])) && (await this.listed(parts[1]))) {
          for (var i = 0; i < 2; i++) parts[i] = await this.resolve({ form: parts[i], typed: parts[i], open: false }, false);
          return parts;
        }
      }
      return null;
    },

    /** Whether a form stands among those for corrections: few shards, most of them here by then. */
    listed: async function (form) {
      var at = place(this.manifest.letters.first, form), found = "";
      if (at < 0) return false;
      var reader = new Reader(await this.shard(this.manifest.letters, at));
      while (reader.at < reader.bytes.length) {
        found = reader.word(found);
        reader.number();
        reader.text();
        if (found === form) return true;
      }
      return false;
    },

    shortened: async function (form) {
      var endings = this.endings;
      for (var ending of this.manifest.endings) {
        var rest = form.slice(0, form.length - ending.length), groups = new Set();
        if (!form.endsWith(ending) || Array.from(rest).length < 4) continue;
        await this.beginning(rest, function (other, own) {
          var end = other.slice(rest.length);
          if (!end || endings.has(end)) own.forEach(groups.add, groups);
        });
        if (groups.size) return Array.from(groups);
      }
      return [];
    },

    misspelt: async function (word) {
      var typed = Array.from(word.form), limit = typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2;
      var nothing = { groups: [], edits: 0 };
      if (!limit || !/^\p{Alphabetic}+$/u.test(word.form)) return nothing;
      // Most errors stand after the second letter, some swap it with the first.
      var first = typed[0], attempts = [[first + typed[1], 1, false], [first, limit, false], [first, limit, true], [typed[1], limit, false], ["", limit, false]];
      for (var attempt of attempts) {
        if (attempt[2] && !word.open) continue;
        var near = await this.near(typed, attempt[1], attempt[0], attempt[2]), groups = new Set();
        for (var candidate of near) (await this.groupsOf(candidate.form)).forEach(groups.add, groups);
        if (groups.size) return { groups: Array.from(groups), edits: near[0].edits, meant: near[0].written };
      }
      return nothing;
    },

    near: async function (typed, limit, start, open) {
      var first = this.manifest.letters.first, found = [];
      for (var at = Math.max(0, place(first, start)), end = place(first, start + "\uffff"); at <= end; at++) {
        var reader = new Reader(await this.shard(this.manifest.letters, at)), form = "";
        while (reader.at < reader.bytes.length) {
          form = reader.word(form);
          var candidate = { form: form, found: reader.number(), written: reader.text() || form };
          candidate.edits = form.startsWith(start) ? distance(typed, Array.from(form), limit, open) : -1;
          if (candidate.edits >= 0) found.push(candidate);
        }
      }
      var least = Math.min.apply(null, found.map(function (c) { return c.edits; }));
      return found.filter(function (c) { return c.edits === least; })
        .sort(function (a, b) { return b.found - a.found || (a.form < b.form ? -1 : 1); }).slice(0, 8);
    },

    // -- Facets

    facet: async function (name) {
      var index = this.manifest.facets.find(function (facet) { return facet.name === name; });
      if (!index) return { values: [], bytes: 0, lists: [], packs: "" };
      var facet = JSON.parse(utf8.decode(await this.load(index.at)));
      facet.bytes = index.bytes;
      return facet;
    },

    /** Which entries have one of the values: a function of the entry's number. */
    fits: async function (name, values) {
      if (name === "lang") return this.inLanguages(values);
      var facet = await this.facet(name), numbers = [];
      facet.values.forEach(function (pair, i) { if (values.includes(pair[0])) numbers.push(i); });
      if (facet.column !== undefined) {
        var column = await this.column(facet);
        return function (id) { return numbers.includes(column(id)); };
      }
      var ids = new Set();
      for (var number of numbers) (await this.list(facet, number)).forEach(ids.add, ids);
      return function (id) { return ids.has(id); };
    },

    inLanguages: function (values) {
      var languages = this.manifest.languages;
      return function (id) {
        var at = languages.length - 1;
        while (at > 0 && languages[at][1] > id) at--;
        return at >= 0 && values.includes(languages[at][0]);
      };
    },

    column: async function (facet) {
      var blocks = [];
      for (var i = 0; i * 12 < facet.column.length; i++) blocks.push(this.load(facet.column.substr(12 * i, 12)));
      blocks = await Promise.all(blocks);
      return function (id) {
        var byte = blocks[id >> 14][(id & 16383) >> 1];
        return ((id & 1 ? byte >> 4 : byte) & 15) - 1;
      };
    },

    list: async function (facet, number) {
      var where = facet.lists[number], ids = [];
      new Reader(await this.load(facet.packs.substr(12 * where[0], 12)), where[1]).rising(function (id) { ids.push(id); });
      return ids;
    },

    // -- Records

    record: async function (id) {
      var records = this.manifest.records, chunk = Math.floor(id / records.chunk);
      var directory = await this.shard(records, Math.floor(chunk / records.directory));
      var name = new Reader(directory, (chunk % records.directory) * 6).name();
      var row = JSON.parse(utf8.decode(await this.load(name)))[id % records.chunk];
      return { id: id, key: row[0], url: row[1], title: row[2], kind: row[3], category: row[4], place: row[5], code: row[6], lang: row[7], image: row[8], text: row[9] };
    },

    // -- The query

    /** {text, facets, limit, offset, lang} → {hits, total, more, corrected, partial, code, counts, marks}. */
    search: async function (query) {
      await this.open();
      var self = this, offset = query.offset || 0, wanted = offset + (query.limit === undefined ? 10 : query.limit), text = query.text || "";
      var code = codeOf(text), id = code ? await this.byCode(code) : -1;
      if (id >= 0) return this.answer([[id, 1]], { total: 1, code: true }, 0, 1);

      var words = asked(text, this.stops);
      words = (await Promise.all(words.map(async function (word) {
        await self.resolve(word, words.length === 1);
        return (!word.groups.size && !word.best.size && (await self.split(word))) || word;
      }))).flat();
      var filters = await Promise.all(Object.keys(query.facets || {})
        .filter(function (name) { return query.facets[name].length; })
        .map(async function (name) { return { name: name, fits: await self.fits(name, query.facets[name]) }; }));
      var home = query.lang ? this.inLanguages([query.lang.split(/[-_]/)[0].toLowerCase()]) : null;

      var ranked, scored, partial = false, extra = MOST_TAILS;
      for (;;) {
        scored = words.length ? complete(words, home) : everything(this.manifest.entries);
        ranked = best(scored, filters);
        var open = words.filter(function (word) { return word.tails.length; });
        var hopeless = words.some(function (word) { return word.required && !word.best.size && !word.tails.length; });
        if (!open.length || hopeless) break;
        if (ranked.length >= wanted && (extra-- <= 0 || ranked[wanted - 1][1] >= reach(words, home))) break;
        var next = open.reduce(function (a, b) { return b.rarity * b.tails[0].value > a.rarity * a.tails[0].value ? b : a; });
        var tail = next.tails.shift();
        add(next, new Reader(await this.load(tail.name)), tail.closeness);
      }
      if (!ranked.length && words.length > 1 && words.some(function (word) { return word.best.size; })) {
        scored = some(words, home);
        ranked = best(scored, filters);
        partial = ranked.length > 0;
      }
      var unread = words.some(function (word) { return word.tails.length || word.cut; });
      var total = ranked.length;
      if (unread && words.length === 1 && words[0].found !== null && !filters.length) {
        total = words[0].found;
        unread = false;
      }
      var meant = words.some(function (word) { return word.meant; });
      var corrected = meant ? tokens(text).map(function (token) {
        var word = words.find(function (word) { return word.form === token.form && word.meant; });
        return word ? word.meant : token.lower;
      }).join(" ") : null;
      return this.answer(ranked, {
        total: total, more: unread, partial: partial, corrected: corrected, words: words,
        counts: function (name) { return self.counts(name, scored, filters, query); }
      }, offset, wanted);
    },

    answer: async function (ranked, rest, offset, wanted) {
      var self = this;
      var hits = await Promise.all(ranked.slice(offset, wanted).map(async function (pair) {
        var hit = await self.record(pair[0]);
        hit.score = pair[1];
        return hit;
      }));
      var words = rest.words || [];
      return Object.assign({ hits: hits, more: false, partial: false, code: false, corrected: null }, rest, {
        marks: function (text) { return self.marks(text, words); },
        counts: rest.counts || function () { return Promise.resolve([]); }
      });
    },

    /** Values of a facet with the entries each would bring: [value, count, counted]. */
    counts: async function (name, scored, filters, query) {
      var facet = await this.facet(name);
      var plain = !query.text && !filters.some(function (filter) { return filter.name !== name; });
      if (plain || facet.bytes > CHEAP)
        return facet.values.map(function (pair) { return [pair[0], pair[1], plain]; });
      var others = filters.filter(function (filter) { return filter.name !== name; }), counts = facet.values.map(function () { return 0; });
      var passes = function (id) { return others.every(function (filter) { return filter.fits(id); }); };
      if (facet.column !== undefined) {
        var column = await this.column(facet);
        scored.forEach(function (score, id) { if (column(id) >= 0 && passes(id)) counts[column(id)]++; });
      } else {
        for (var i = 0; i < counts.length; i++)
          counts[i] = (await this.list(facet, i)).filter(function (id) { return scored.has(id) && passes(id); }).length;
      }
      return facet.values.map(function (pair, i) { return [pair[0], counts[i], true]; })
        .filter(function (row) { return row[1]; }).sort(function (a, b) { return b[1] - a[1] || (a[0] < b[0] ? -1 : 1); });
    },

    /** Pieces of a text that the words of a query fit: [start, end]. */
    marks: function (text, words) {
      var self = this;
      return tokens(text).filter(function (token) {
        return words.some(function (word) {
          return (word.open && token.form.startsWith(word.form)) ||
            (word.form.length >= 4 && token.form.includes(word.form)) ||
            self.known(token.form).some(function (id) { return word.groups.has(id); });
        });
      }).map(function (token) { return [token.start, token.end]; });
    }
  };

  function raise(map, id, value) {
    if (!(map.get(id) >= value)) map.set(id, value);
  }

  function add(word, reader, closeness) {
    reader.postings(function (id, level) { raise(word.best, id, level * closeness); });
  }

  function atHome(home, id, sum) {
    return home && home(id) ? sum + Math.floor(sum / 8) : sum;
  }

  function everything(entries) {
    var scored = new Map();
    for (var id = 0; id < entries; id++) scored.set(id, 1);
    return scored;
  }

  /** Scores of the entries that have all required words. */
  function complete(words, home) {
    var required = words.filter(function (word) { return word.required; }), scored = new Map();
    var fewest = (required.length ? required : words).reduce(function (a, b) { return b.best.size < a.best.size ? b : a; });
    fewest.best.forEach(function (value, id) {
      if (!required.every(function (word) { return word.best.has(id); })) return;
      var sum = 0;
      words.forEach(function (word) { sum += word.rarity * (word.best.get(id) || 0); });
      scored.set(id, atHome(home, id, sum));
    });
    return scored;
  }

  /** Scores of the entries that have any word; more words come first. */
  function some(words, home) {
    var sums = new Map(), counts = new Map(), scored = new Map();
    words.forEach(function (word) {
      word.best.forEach(function (value, id) {
        sums.set(id, (sums.get(id) || 0) + word.rarity * value);
        counts.set(id, (counts.get(id) || 0) + 1);
      });
    });
    sums.forEach(function (sum, id) { scored.set(id, atHome(home, id, sum) + counts.get(id) * PER_WORD); });
    return scored;
  }

  /** The most an entry could still score whose postings are not all read. */
  function reach(words, home) {
    var most = 0, unseen = 0;
    words.forEach(function (word) {
      var bound = word.tails.length ? word.tails[0].value : 0;
      if (word.required && !bound) unseen = -Infinity;
      unseen += word.rarity * bound;
      word.best.forEach(function (value, id) {
        var sum = word.rarity * value, missing = false;
        for (var other of words) {
          if (other === word) continue;
          var has = other.best.get(id);
          if (has === undefined) {
            if (!other.tails.length) { if (other.required) return; continue; }
            missing = true;
            has = other.tails[0].value;
          }
          sum += other.rarity * has;
        }
        if (missing) most = Math.max(most, atHome(home, id, sum));
      });
    });
    return Math.max(most, unseen + (home ? Math.floor(unseen / 8) : 0));
  }

  function best(scored, filters) {
    var ranked = [];
    scored.forEach(function (score, id) {
      if (filters.every(function (filter) { return filter.fits(id); })) ranked.push([id, score]);
    });
    return ranked.sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; });
  }

  // ---- The page -------------------------------------------------------------------------------------

  var STRINGS = {
    results_one: "{n} result",
    results_other: "{n} results",
    at_least: "more than {n} results",
    nothing: "Nothing found for “{q}”. Fewer or other words may help.",
    partial: "Nothing has all of these words. Here is what has some of them.",
    meant: "Did you mean “{q}”?",
    more: "Show more",
    narrow: "Narrow the list",
    searching: "Searching …",
    broken: "The search could not be loaded. The lists of everything still work.",
    list: "Search results",
    facets: { category: "Category", place: "Place", condition: "Condition", tag: "Tag", kind: "Kind", lang: "Language" },
    values: {}
  };
  var FEW = 6, PAGE = 20, FIRST_VALUES = 6, MOST_VALUES = 40;
  /** From here on there is room for the facets beside the hits. */
  var BESIDE = "(min-width: 56rem)";

  function page(scope) {
    var document = scope.document, options = document.currentScript ? document.currentScript.dataset : {};
    var root = options.root || "", folder = root + (options.index || "search/");
    var lang = document.documentElement.lang || "";
    var strings = STRINGS, waiting = {};

    scope.Q = function (name, text) {
      if (waiting[name]) waiting[name](text);
    };

    /** Loads a shard by a script tag: the one way that works from file: too. */
    function load(name) {
      return new Promise(function (resolve, reject) {
        var script = document.createElement("script");
        script.src = folder + (name === "m" ? "m.js" + (options.build ? "?v=" + encodeURIComponent(options.build) : "") : name.slice(0, 2) + "/" + name + ".js");
        script.async = true;
        waiting[name] = function (text) { resolve(unpack(text)); };
        script.onload = script.onerror = function () {
          delete waiting[name];
          script.remove();
          // Does nothing when the shard has called Q.
          reject(new Error("missing: " + script.src));
        };
        document.head.appendChild(script);
      });
    }

    var index = new Index(load);

    function say(key, values) {
      return String(strings[key] || STRINGS[key] || "").replace(/\{(\w)\}/g, function (all, name) { return values && name in values ? values[name] : all; });
    }

    function count(result) {
      // Browsers do not agree about the digits of Arabic; the page says which ones are its own.
      var n = result.total.toLocaleString(lang ? lang + "-u-nu-" + (strings.digits || "latn") : undefined);
      if (result.more) return say("at_least", { n: n });
      var key = "results_" + new Intl.PluralRules(lang || undefined).select(result.total);
      return say(strings[key] ? key : "results_other", { n: n });
    }

    function element(name, attributes, children) {
      var made = document.createElement(name);
      Object.keys(attributes || {}).forEach(function (key) { if (attributes[key] !== null) made.setAttribute(key, attributes[key]); });
      (children || []).forEach(function (child) { made.append(child); });
      return made;
    }

    /** The text with the pieces that fit in <mark>. */
    function marked(text, result) {
      var parts = [], at = 0;
      result.marks(text).forEach(function (mark) {
        parts.push(text.slice(at, mark[0]), element("mark", {}, [text.slice(mark[0], mark[1])]));
        at = mark[1];
      });
      return parts.concat(text.slice(at));
    }

    function named(facet, value) {
      return (strings.values && strings.values[facet] && strings.values[facet][value]) || value;
    }

    function link(hit, result, attributes) {
      var foreign = hit.lang && lang && hit.lang.split("-")[0] !== lang.split("-")[0] ? hit.lang : null;
      var about = [named("kind", hit.kind), hit.category && named("category", hit.category), hit.place && named("place", hit.place), hit.code];
      var children = [
        element("span", { class: "search-title", lang: foreign }, marked(hit.title, result)),
        element("span", { class: "search-about" }, [about.filter(Boolean).join(" · ")]),
        element("span", { class: "search-text", lang: foreign }, marked(hit.text, result))
      ];
      if (hit.image) children.unshift(element("img", { class: "search-image", src: root + hit.image, alt: "", loading: "lazy" }));
      return element("a", Object.assign({ class: "search-hit", href: root + hit.url }, attributes), children);
    }

    /** Joins one input to the index. With `data-results` the hits fill that element and the address
        keeps the query; without it they open in a list below the input (ARIA combobox pattern). */
    function join(input, number) {
      var target = document.getElementById(input.dataset.results || ""), whole = !!target;
      var facets = whole ? (input.dataset.filters || "").split(/\s+/).filter(Boolean) : [];
      var status = element("p", { class: "search-status", role: "status", "aria-live": "polite" });
      var meant = element("button", { class: "search-meant", type: "button", hidden: "" });
      var more = element("button", { class: "search-more", type: "button", hidden: "" }, [say("more")]);
      // Folded away on a phone, where it would stand before the hits; its counts are read when it opens.
      var narrow = element("summary", {}, [say("narrow")]);
      var filters = element("div", { class: "search-filters" });
      var side = element("details", { class: "search-narrow", hidden: facets.length ? null : "" }, [narrow, filters]);
      var list = whole ? element("ol", { class: "search-list" }) : element("div", { class: "search-list", role: "listbox", id: "search-list-" + number, "aria-label": say("list") });
      var box = element("div", { class: whole ? "search-results" : "search-popup" }, [meant, side, list, more]);
      var chosen = {}, unfolded = new Set(), limit = whole ? PAGE : FEW, turn = 0, active = -1, last = null;

      // The count stands outside what is hidden: readers announce only regions that were there before.
      if (whole) target.append(status, box);
      else {
        box.hidden = true;
        input.after(status, box);
        input.setAttribute("role", "combobox");
        input.setAttribute("aria-autocomplete", "list");
        input.setAttribute("aria-controls", list.id);
        input.setAttribute("aria-expanded", "false");
      }
      input.setAttribute("autocomplete", "off");

      function show(open) {
        if (whole) return;
        box.hidden = !open;
        if (!open) status.textContent = "";
        input.setAttribute("aria-expanded", String(open));
        if (!open) activate(-1);
      }

      function activate(at) {
        var options = list.querySelectorAll('[role="option"]');
        active = at < options.length ? at : -1;
        options.forEach(function (option, i) { option.setAttribute("aria-selected", String(i === active)); });
        if (active < 0) return input.removeAttribute("aria-activedescendant");
        input.setAttribute("aria-activedescendant", options[active].id);
        options[active].scrollIntoView({ block: "nearest" });
      }

      function remember() {
        if (!whole) return;
        var state = new URLSearchParams();
        if (input.value.trim()) state.append("q", input.value);
        Object.keys(chosen).forEach(function (facet) { chosen[facet].forEach(function (value) { state.append(facet, value); }); });
        try { scope.history.replaceState(null, "", "#" + state); } catch (e) { /* the address stays as it is */ }
      }

      function recall() {
        var hash = new URLSearchParams(scope.location.hash.slice(1)), search = new URLSearchParams(scope.location.search);
        var state = hash.has("q") || facets.some(function (facet) { return hash.has(facet); }) ? hash : search;
        var text = state.get("q") || "";
        // Typing sets the address; only an address set from elsewhere sets the input.
        if (text.trim() !== input.value.trim()) input.value = text;
        chosen = {};
        facets.forEach(function (facet) { if (state.has(facet)) chosen[facet] = state.getAll(facet); });
      }

      async function update() {
        var mine = ++turn, asks = input.value.trim() || Object.keys(chosen).length;
        remember();
        if (!asks && !whole) return show(false);
        var slow = scope.setTimeout(function () { status.textContent = say("searching"); }, 400);
        try {
          var result = await index.search({ text: input.value, facets: chosen, limit: asks ? limit : 0, lang: lang });
          // With nothing asked there is nothing to narrow, and the page goes on with what to browse.
          var sides = side.open && asks ? await Promise.all(facets.map(function (facet) { return result.counts(facet); })) : null;
          if (mine === turn) render(result, sides, asks);
        } catch (error) {
          if (mine === turn) {
            status.textContent = say("broken");
            show(true);
          }
          scope.console.warn(error);
        } finally {
          scope.clearTimeout(slow);
        }
      }

      function render(result, sides, asks) {
        last = result;
        list.replaceChildren.apply(list, result.hits.map(function (hit, i) {
          if (whole) return element("li", {}, [link(hit, result)]);
          return link(hit, result, { role: "option", id: list.id + "-" + i, tabindex: "-1", "aria-selected": "false" });
        }));
        status.textContent = !asks ? "" : !result.hits.length ? say("nothing", { q: input.value.trim() }) : (result.partial ? say("partial") + " " : "") + count(result);
        meant.hidden = !result.corrected;
        meant.textContent = result.corrected ? say("meant", { q: result.corrected }) : "";
        more.hidden = !whole || !asks || (result.hits.length >= result.total && !result.more) || !result.hits.length;
        var picks = Object.keys(chosen).reduce(function (sum, facet) { return sum + chosen[facet].length; }, 0);
        narrow.textContent = say("narrow") + (picks ? " (" + picks + ")" : "");
        side.hidden = !facets.length || !asks;
        if (sides) offer(sides);
        active = -1;
        input.removeAttribute("aria-activedescendant");
        show(true);
      }

      /** Checkboxes for the values; the one that has the focus keeps it. */
      function offer(sides) {
        var held = document.activeElement, kept = filters.contains(held) ? [held.name, held.value] : null;
        filters.replaceChildren.apply(filters, facets.map(function (facet, i) {
          var picked = chosen[facet] || [], most = unfolded.has(facet) ? MOST_VALUES : FIRST_VALUES;
          var rows = sides[i].filter(function (row, at) { return at < most || picked.includes(row[0]); });
          picked.forEach(function (value) { if (!rows.some(function (row) { return row[0] === value; })) rows.push([value, 0, true]); });
          if (!rows.length) return "";
          var title = (strings.facets && strings.facets[facet]) || STRINGS.facets[facet] || facet;
          var all = element("button", { type: "button", class: "search-all", "data-facet": facet, hidden: sides[i].length > most && most === FIRST_VALUES ? null : "" }, [say("more")]);
          return element("fieldset", { class: "search-facet" }, [element("legend", {}, [title])].concat(rows.map(function (row) {
            var box = element("input", { type: "checkbox", name: facet, value: row[0] });
            box.checked = picked.includes(row[0]);
            return element("label", {}, [box, " ", named(facet, row[0]), " ", element("span", { class: "search-number" }, row[2] ? [row[1].toLocaleString(lang || undefined)] : [])]);
          }), all));
        }));
        if (kept) filters.querySelectorAll("input").forEach(function (box) { if (box.name === kept[0] && box.value === kept[1]) box.focus(); });
      }

      filters.addEventListener("change", function () {
        chosen = {};
        filters.querySelectorAll("input:checked").forEach(function (box) { (chosen[box.name] = chosen[box.name] || []).push(box.value); });
        limit = PAGE;
        update();
      });
      filters.addEventListener("click", function (event) {
        var facet = event.target.dataset.facet;
        if (!facet) return;
        unfolded.add(facet);
        update().then(function () {
          var boxes = filters.querySelectorAll('input[name="' + facet + '"]');
          if (boxes[FIRST_VALUES]) boxes[FIRST_VALUES].focus();
        });
      });
      // Also when it opens on its own, where there is room for it.
      side.addEventListener("toggle", function () { if (side.open) update(); });
      side.open = facets.length > 0 && scope.matchMedia(BESIDE).matches;
      meant.addEventListener("click", function () {
        input.value = last.corrected;
        input.focus();
        update();
      });
      more.addEventListener("click", function () {
        var before = last.hits.length;
        limit += PAGE;
        update().then(function () {
          var next = list.children[before];
          if (next) next.querySelector("a").focus();
        });
      });
      input.addEventListener("input", function () {
        limit = whole ? PAGE : FEW;
        update();
      });
      input.addEventListener("focus", function () {
        index.open().catch(function () { /* said when something is asked */ });
        if (!whole && input.value.trim()) update();
      });
      input.addEventListener("keydown", function (event) {
        if (event.isComposing) return;
        var options = list.querySelectorAll('[role="option"]');
        if (event.key === "Enter" && last && last.code) {
          event.preventDefault();
          scope.location.href = root + last.hits[0].url;
        } else if (whole) {
          return;
        } else if (event.key === "ArrowDown" && !box.hidden) {
          event.preventDefault();
          activate(active + 1);
        } else if (event.key === "ArrowUp" && !box.hidden) {
          event.preventDefault();
          activate(active < 0 ? options.length - 1 : active - 1);
        } else if (event.key === "Enter" && active >= 0) {
          event.preventDefault();
          options[active].click();
        } else if (event.key === "Escape" && !box.hidden) {
          event.preventDefault();
          show(false);
        }
      });
      if (input.form && whole) input.form.addEventListener("submit", function (event) {
        event.preventDefault();
        update();
      });
      if (!whole) {
        // A press on a hit must not take the focus and close the list before the click arrives.
        box.addEventListener("mousedown", function (event) { event.preventDefault(); });
        input.addEventListener("blur", function () { show(false); });
      } else {
        scope.addEventListener("hashchange", function () {
          recall();
          update();
        });
        recall();
        update();
      }
    }

    function start() {
      var own = document.getElementById("search-strings");
      if (own) {
        try { strings = Object.assign({}, STRINGS, JSON.parse(own.textContent)); } catch (error) { scope.console.warn(error); }
      }
      document.querySelectorAll("input[data-search]").forEach(join);
    }
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
    else start();
  }

  return { Index: Index, tokens: tokens, fold: fold, asked: asked, codeOf: codeOf, distance: distance, rarity: rarity, inflate: inflate, unpack: unpack, page: page };
});
