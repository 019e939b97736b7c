/* Search without a server. The index is a folder of small scripts made by the `search` crate (its
   module `shards` describes the format); this file loads the few a query needs, from https:, from a
   kiosk or from file: alike, so there is no fetch, no module and no worker here.

   What is shipped is `themes/default/assets/search.js`, made from this file by `npm run minify` in
   `tests/browser`. `page.js` loads it when somebody goes to a field. It must stay small, since the first
   letters wait for it: what the first hits do not need is in `search-typos.js`, `search-facets.js` and
   `search-inflate.js`, loaded when it is needed.

   The first half is the query core, free of the page: `require("./search.js")` gives it to node.
   The second half joins it to every <input data-search>:

     <script src="../search.js" data-root="../" data-index="search/" data-build="1f3a" defer></script>
     <form role="search" action="../find/index.html"><input type="search" name="q" data-search></form>

   data-root    the way from this page to the root of the site
   data-index   the folder of the index below the root (search/ if left out)
   data-packs   in how many files the shards are packed, where they are
   data-build   anything that changes with the index, so that no old manifest is taken from a cache
   data-results (input) id of an element for the hits, whose page then keeps #q=WORDS in its address;
                without it a list opens below the input, and Enter sends the form as ever
   data-filters (input) facets to offer beside data-results: "category place condition tag kind lang"
   Words for people come from <script type="application/json" id="search-strings">, or else from
   search-words-LANG.js beside this script, Q("words",{…}):

     results_one, results_other (and the other plural forms of the language), at_least    with {n}
     nothing, meant    with {q}
     partial, apart, more, narrow, searching, broken, list
     digits            of the language, by their name in Unicode locale tags
     facets            names of facets
     values            names of facet values, for example {"kind": {"item": "Thing"}} */
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
  var DROPPED = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/g;
  var PLAIN = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", đ: "d", ð: "d", ł: "l", ħ: "h", ı: "i", ς: "σ",
    "\u0671": "\u0627", "\u0629": "\u0647", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643" };
  /** Arabic articles with what may stand before them. */
  var ARTICLE = /^(?:[\u0648\u0641]?(?:[\u0628\u0643]?\u0627\u0644|\u0644\u0644)(?=.{3}))+/;

  function fold(text) {
    return text.normalize("NFKD").toLowerCase().replace(DROPPED, "")
      .replace(/[ßæœþøđðłħıς\u0671\u0629\u0649\u06cc\u06a9]/g, c => PLAIN[c])
      // Arabic and Persian digits.
      .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, c => c.charCodeAt(0) & 15).normalize("NFC");
  }

  /** The words of a text: {form, lower, start, end}. */
  function tokens(text) {
    var found = [];
    for (var run of text.matchAll(RUN)) {
      var parts = run[0].split(/['’]/), at = run.index;
      for (var part of parts) {
        var form = Array.from(fold(part).replace(/[^\p{Alphabetic}\p{M}\p{N}]/gu, "")).slice(0, 40).join("").replace(ARTICLE, "");
        if (form && (parts.length === 1 || Array.from(part).length > 1))
          found.push({ form: form, lower: part.normalize("NFC").toLowerCase(), start: at, end: at + part.length });
        at += part.length + 1;
      }
    }
    return found;
  }

  var QUOTED = /["“”„«»]/;

  function asked(text, stops) {
    var words = tokens(text).slice(0, 12).map(t => ({ form: t.form, typed: t.lower, open: false }));
    if (words.length) words[words.length - 1].open = /[^\s"”“»]$/u.test(text);
    var content = words.filter(w => !stops.has(w.form));
    if (content.length) words = content;
    return words.filter((w, i) => !words.slice(i + 1).some(v => v.form === w.form));
  }

  function codeOf(text) {
    text = text.trim().replace(/\/+$/, "");
    var address = text.includes("://");
    var part = address ? text.split(/[/=#]/).pop() : text;
    if (!address && !/[0-9-]/.test(part)) return null;
    var code = part.trim().replace(/[a-z]/g, c => c.toUpperCase()).replace(/[-. \u2010\u2011\u2013]/g, "")
      .replace(/O/g, "0").replace(/[IL]/g, "1").replace(/U/g, "V");
    return /^[0-9A-Z]{4,24}$/.test(code) ? code : null;
  }

  // ---- Numbers: the same as the crate's module `ranking` ----------------------------------------

  var EXACT = 16, SHORTENED = 14, PREFIX = 12, ONE_EDIT = 9, TWO_EDITS = 6;

  function rarity(found, total) {
    found = Math.min(found, total);
    return Math.max(1, Math.round(256 * Math.log(1 + (total - found + 0.5) / (found + 0.5))));
  }

  // ---- Bytes: the same as the crate's `shards::codec` -------------------------------------------

  var utf8 = new TextDecoder();

  function Reader(bytes, at) {
    this.bytes = bytes;
    this.at = at || 0;
  }
  Reader.prototype = {
    number() {
      var value = 0, factor = 1, byte;
      do {
        byte = this.bytes[this.at++];
        value += (byte & 127) * factor;
        factor *= 128;
      } while (byte > 127);
      return value;
    },
    text() {
      var length = this.number();
      return utf8.decode(this.bytes.subarray(this.at, (this.at += length)));
    },
    word(before) {
      var shared = this.number();
      return before.slice(0, shared) + this.text();
    },
    name() {
      var out = "";
      for (var i = 0; i < 4; i++) out += (this.bytes[this.at++] + 256).toString(16).slice(1);
      return out;
    },
    rising(visit) {
      for (var left = this.number(), id = 0; left > 0; left--) visit((id += this.number()));
    },
    postings(visit) {
      for (var levels = this.number(); levels > 0; levels--) {
        var level = this.number();
        this.rising(id => { visit(id, level); });
      }
    }
  };

  /** The bytes in a text of seven bits a character. */
  function bytesOf(text) {
    var out = new Uint8Array(text.length * 2), size = 0, rest = 0, count = 0;
    function put(seven) {
      rest = rest << 7 | seven;
      count += 7;
      if (count > 7) {
        count -= 8;
        out[size++] = rest >> count;
        rest &= (1 << count) - 1;
      }
    }
    for (var i = 0; i < text.length; i++) {
      var c = text.charCodeAt(i);
      if (c < 128) { put(c); continue; }
      var high = (c -= 128) >> 7;
      put([0, 10, 13, 34, 92][high < 5 ? high : c & 127]);
      if (high < 5) put(c & 127);
    }
    return out.slice(0, size);
  }

  // ---- The index ----------------------------------------------------------------------------------

  /** Term shards read for one beginning, and tails read for a better order once there are hits: so many for each word after the first. */
  var MOST_SHARDS = 4, MOST_TAILS = 4;

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

  /** `load(name)` promises the text of a shard, `part(name)` the function in a script beside this one. */
  function Index(load, part) {
    var kept = new Map(), parts = {}, self = this;
    function once(name, get) {
      if (!kept.has(name)) {
        var coming = get(name);
        // What did not arrive is asked for again next time.
        coming.catch(() => { kept.delete(name); });
        kept.set(name, coming);
      }
      return kept.get(name);
    }
    this.load = name => {
      return once(name, () => load(name).then(unpack));
    };
    /** What the part gives, called once with the core. */
    this.part = name => {
      return once("search-" + name, part).then(make => (parts[name] = parts[name] || make(core)));
    };
    function unpack(text) {
      var bytes = bytesOf(text);
      try {
        var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
        return new Response(stream).arrayBuffer().then(buffer => new Uint8Array(buffer));
      } catch (e) {
        return self.part("inflate").then(inflate => inflate(bytes));
      }
    }
    this.nodes = new Map();
    this.terms = new Map();
  }

  Index.prototype = {
    async open() {
      if (this.manifest) return this.manifest;
      var manifest = JSON.parse(utf8.decode(await this.load("m")));
      if (manifest.format !== 2) throw new Error("this search index has another format");
      this.stops = new Set(manifest.stops);
      this.endings = new Set(manifest.endings);
      for (var name of ["terms", "short", "letters", "codes", "values"]) {
        var tree = manifest[name];
        tree.at = tree.at.match(/.{8}/g) || [];
      }
      return (this.manifest = manifest);
    },

    /** A shard of names as {first, group, at}. */
    async node(name) {
      if (!this.nodes.has(name)) {
        var reader = new Reader(await this.load(name)), node = { first: [], group: [], at: [] };
        for (var left = reader.number(), word = ""; left > 0; left--) {
          node.first.push((word = reader.word(word)));
          node.group.push(reader.number());
          node.at.push(reader.name());
        }
        this.nodes.set(name, node);
      }
      return this.nodes.get(name);
    },

    /** Names of the shards of a tree from the one with `low` to the one with `high`. */
    async shards(tree, low, high) {
      var from = Math.max(0, place(tree.first, low)), names = tree.at.slice(from, place(tree.first, high) + 1);
      if (!tree.deep) return names;
      var nodes = await Promise.all(names.map(this.node, this)), self = this;
      return Promise.all(nodes.map(node => self.shards(node, low, high))).then(all => all.flat());
    },

    /** A reader of the shard of a tree in which a word would be, or null. */
    async reader(tree, word) {
      if (place(tree.first, word) < 0) return null;
      return new Reader(await this.load((await this.shards(tree, word, word))[0]));
    },

    async term(name) {
      if (!this.terms.has(name)) {
        var reader = new Reader(await this.load(name));
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
        this.terms.set(name, shard);
      }
      return this.terms.get(name);
    },

    async group(id) {
      var tree = this.manifest.terms, at = tree => tree.at[tree.group ? place(tree.group, id) : 0];
      if (tree.deep) tree = await this.node(at(tree));
      var shard = await this.term(at(tree));
      return shard.groups[id - shard.first];
    },

    /** Calls with every form that begins so and its groups; promises whether there are more. */
    async beginning(prefix, visit) {
      var names = await this.spread(prefix);
      for (var name of names.slice(0, MOST_SHARDS)) {
        var shard = await this.term(name);
        for (var i = 0; i < shard.forms.length; i++)
          if (shard.forms[i].startsWith(prefix)) visit(shard.forms[i], shard.of[i]);
      }
      return names.length > MOST_SHARDS;
    },

    /** The term shards with this beginning. */
    spread(prefix) {
      return this.shards(this.manifest.terms, prefix, prefix + "\uffff");
    },

    async groupsOf(form) {
      var terms = this.manifest.terms;
      if (place(terms.first, form) < 0) return [];
      return groupsIn(await this.term((await this.shards(terms, form, form))[0]), form);
    },

    async short(beginning) {
      var reader = await this.reader(this.manifest.short, beginning);
      while (reader && reader.at < reader.bytes.length) {
        var found = { text: reader.text(), exact: reader.number() === 1, found: reader.number(), best: [] };
        reader.postings((id, level) => { found.best.push([id, level]); });
        if (found.text === beginning) return found;
      }
      return null;
    },

    async byCode(code) {
      var reader = await this.reader(this.manifest.codes, code), word = "";
      while (reader && reader.at < reader.bytes.length) {
        var id = ((word = reader.word(word)), reader.number());
        if (word === code) return id;
      }
      return -1;
    },

    /** From a word to groups; the order of attempts is that of the crate's `engine::lookup`. */
    async resolve(word, alone) {
      var short = Array.from(word.form).length <= 2, list = null, exact = [], closeness = EXACT;
      var listed = alone && word.open && (short || (Array.from(word.form).length === 3 && (await this.spread(word.form)).length > 2));
      if (listed) list = await this.short(word.form);
      if (!list || list.exact) exact = await this.groupsOf(word.form);
      var completions = new Set(), cut = !!list;
      if (!list && ((word.open && (alone || !short)) || (!exact.length && !short)))
        cut = await this.beginning(word.form, (form, groups) => { groups.forEach(completions.add, completions); });
      if (!exact.length && !completions.size && !list) {
        await this.part("typos");
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
      completions.forEach(id => { word.groups.set(id, PREFIX); });
      exact.forEach(id => { word.groups.set(id, closeness); });
      word.required = alone || !(short && word.open);
      word.best = new Map();
      word.tails = [];
      word.cut = cut;
      word.begun = !exact.length && completions.size > 0;
      var found = 0;
      for (var entry of word.groups) {
        var group = await this.group(entry[0]);
        if (!exact.length || entry[1] !== PREFIX) found += group.found;
        add(word, new Reader(group.bytes, group.at), entry[1]);
        for (var tail of group.tails) word.tails.push({ value: tail.level * entry[1], closeness: entry[1], name: tail.name });
      }
      if (list) {
        list.best.forEach(pair => { raise(word.best, pair[0], pair[1] * PREFIX); });
        if (!exact.length) found = list.found;
      }
      word.tails.sort((a, b) => b.value - a.value);
      word.found = completions.size || list || closeness !== EXACT ? null : found;
      word.rarity = rarity(found, this.manifest.entries);
      return word;
    },

    inLanguages(values) {
      var languages = this.manifest.languages;
      return id => {
        var at = languages.length - 1;
        while (at > 0 && languages[at][1] > id) at--;
        return at >= 0 && values.includes(languages[at][0]);
      };
    },

    async record(id) {
      var records = this.manifest.records, chunk = Math.floor(id / records.chunk), at = Math.floor(chunk / records.directory);
      var directory = await this.load(records.at.substr(8 * at, 8));
      var name = new Reader(directory, (chunk % records.directory) * 4).name();
      var cells = utf8.decode(await this.load(name)).split("\n"), rows = (cells.length - 1) / 9;
      var cell = column => cells[column * rows + (id % records.chunk)];
      return { id: id, url: cell(0), title: cell(1), kind: cell(2), category: cell(3), place: cell(4), code: cell(5), lang: cell(6), image: cell(7), text: cell(8) };
    },

    // -- The query

    /** {text, facets, limit, offset, lang} → {hits, total, more, corrected, partial, apart, code, counts, marks}. */
    async search(query) {
      await this.open();
      var self = this, offset = query.offset || 0, wanted = offset + (query.limit === undefined ? 10 : query.limit), text = query.text || "";
      var code = codeOf(text), id = code ? await this.byCode(code) : -1;
      if (id >= 0) return this.answer([[id, 1]], { total: 1, code: true }, 0, 1);

      var words = asked(text, this.stops), chosen = query.facets || {}, names = Object.keys(chosen).filter(name => chosen[name].length);
      words = (await Promise.all(words.map(async word => {
        await self.resolve(word, words.length === 1);
        return (!word.groups.size && !word.best.size && (await self.split(word))) || word;
      }))).flat();
      var narrowed = names.length || QUOTED.test(text) ? await this.part("facets") : null, filters = [], quoted = [];
      if (narrowed) {
        filters = await Promise.all(names.map(name => narrowed.filter(self, name, chosen[name])));
        quoted = narrowed.phrases(text);
      }
      function passing(scored, quoted) {
        var ranked = Array.from(scored).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
        return narrowed ? narrowed.passing(self, ranked, filters, quoted, wanted) : { hits: ranked, whole: true };
      }
      var home = query.lang ? this.inLanguages([query.lang.split(/[-_]/)[0].toLowerCase()]) : null;

      var scored, found, partial = false, apart = false, extra = MOST_TAILS * Math.max(words.length - 1, 1);
      for (;;) {
        scored = words.length ? complete(words, home) : everything(this.manifest.entries);
        found = await passing(scored, quoted);
        var open = words.filter(word => word.tails.length);
        var hopeless = words.some(word => word.required && !word.best.size && !word.tails.length);
        if (!open.length || hopeless) break;
        var last = found.hits[wanted - 1];
        if (found.hits.length >= wanted && (extra-- <= 0 || !last || last[1] >= reach(words, home))) break;
        var next = open.reduce((a, b) => b.rarity * b.tails[0].value > a.rarity * a.tails[0].value ? b : a);
        var tail = next.tails.shift();
        add(next, new Reader(await this.load(tail.name)), tail.closeness);
      }
      if (!found.hits.length && quoted.length && scored.size) {
        found = await passing(scored, []);
        partial = apart = found.hits.length > 0;
      }
      if (!found.hits.length && words.length > 1 && words.some(word => word.best.size)) {
        scored = (await this.part("typos")).some(words, home);
        found = await passing(scored, []);
        partial = found.hits.length > 0;
      }
      var total = found.hits.length, more = !found.whole || words.some(word => word.tails.length || word.cut);
      var known = filters.length + words.length === 1 && !quoted.length ? (filters[0] || words[0]).found : null;
      if (more && known !== null) {
        total = known;
        more = false;
      }
      var corrected = words.some(word => word.meant) ? await (await this.part("typos")).corrected(self, text, words) : null;
      return this.answer(found.hits, {
        total: total, more: more, partial: partial, apart: apart, corrected: corrected, words: words,
        async counts(name) { return (await self.part("facets")).counts(self, name, scored, filters, query); }
      }, offset, wanted);
    },

    async answer(ranked, rest, offset, wanted) {
      var self = this;
      var hits = await Promise.all(ranked.slice(offset, wanted).map(async pair => {
        var hit = await self.record(pair[0]);
        hit.score = pair[1];
        return hit;
      }));
      var words = rest.words || [];
      return Object.assign({ hits: hits, more: false, partial: false, code: false, corrected: null }, rest, {
        marks(text) { return self.marks(text, words); },
        counts: rest.counts || (() => Promise.resolve([]))
      });
    },

    /** Pieces of a text that the words of a query fit: [start, end]. */
    marks(text, words) {
      // Groups of a form as far as its shard is here.
      var shards = Array.from(this.terms.values());
      var known = form => shards.flatMap(shard => groupsIn(shard, form));
      return tokens(text).filter(token => {
        return words.some(word => {
          return (word.open && token.form.startsWith(word.form)) ||
            (word.form.length >= 4 && token.form.includes(word.form)) ||
            known(token.form).some(id => word.groups.has(id));
        });
      }).map(token => [token.start, token.end]);
    }
  };

  function groupsIn(shard, form) {
    var i = place(shard.forms, form);
    return shard.forms[i] === form ? shard.of[i] : [];
  }

  function raise(map, id, value) {
    if (!(map.get(id) >= value)) map.set(id, value);
  }

  function add(word, reader, closeness) {
    reader.postings((id, level) => { raise(word.best, id, level * closeness); });
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
    var required = words.filter(word => word.required), scored = new Map();
    var fewest = (required.length ? required : words).reduce((a, b) => b.best.size < a.best.size ? b : a);
    fewest.best.forEach((value, id) => {
      if (!required.every(word => word.best.has(id))) return;
      var sum = 0;
      words.forEach(word => { sum += word.rarity * (word.best.get(id) || 0); });
      scored.set(id, atHome(home, id, sum));
    });
    return scored;
  }

  /** The most an entry could still score whose postings are not all read. */
  function reach(words, home) {
    var most = 0, unseen = 0;
    words.forEach(word => {
      var bound = word.tails.length ? word.tails[0].value : 0;
      if (word.required && !bound) unseen = -Infinity;
      unseen += word.rarity * bound;
      word.best.forEach((value, id) => {
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

  // ---- The page -------------------------------------------------------------------------------------

  var FEW = 6, PAGE = 20;
  /** From here on there is room for the facets beside the hits. */
  var BESIDE = "(min-width: 56rem)";
  var NOTHING = { hits: [], total: 0 };

  function page(scope) {
    var document = scope.document, options = document.currentScript ? document.currentScript.dataset : {};
    var root = options.root || "", folder = root + (options.index || "search/");
    var lang = document.documentElement.lang || "";
    var strings = {}, waiting = {};

    var own = document.currentScript ? document.currentScript.src : root + "assets/search.js";

    var spare = {}, packs = {};
    scope.Q = (name, content) => {
      if (waiting[name]) waiting[name](content);
      else spare[name] = content;
    };

    /** A shard that lies with others in one file (for sticks with large clusters). */
    function packed(name) {
      var pack = "p" + parseInt(name.slice(0, 2), 16) % options.packs;
      packs[pack] = packs[pack] || script(pack, folder + pack + ".js");
      packs[pack].catch(() => { delete packs[pack]; });
      return packs[pack].then(() => {
        if (name in spare) return spare[name];
        throw new Error("missing: " + name);
      });
    }

    /** Loads what a script gives to Q: the one way that works from file: too. */
    function script(name, address) {
      return new Promise((resolve, reject) => {
        var tag = document.createElement("script");
        tag.src = address;
        tag.charset = "utf-8";
        waiting[name] = resolve;
        tag.onload = tag.onerror = () => {
          delete waiting[name];
          tag.remove();
          // Does nothing when the script has called Q.
          reject(new Error("missing: " + address));
        };
        document.head.appendChild(tag);
      });
    }

    var index = new Index(name => {
      return options.packs && name !== "m" ? packed(name) : script(name, folder + (name === "m" ? "m.js" + (options.build ? "?v=" + encodeURIComponent(options.build) : "") : name.slice(0, 2) + "/" + name + ".js"));
    }, name => {
      return script(name, own.replace(/search\.js/, name + ".js"));
    });

    function say(key, values) {
      return String(strings[key] || "").replace(/\{(\w)\}/g, (all, name) => values && name in values ? values[name] : all);
    }

    /** Browsers do not agree about the digits of Arabic; the page says which ones are its own. */
    function number(n) {
      return n.toLocaleString(lang ? lang + "-u-nu-" + (strings.digits || "latn") : undefined);
    }

    function count(result) {
      var n = number(result.total);
      if (result.more) return say("at_least", { n: n });
      var key = "results_" + new Intl.PluralRules(lang || undefined).select(result.total);
      return say(strings[key] ? key : "results_other", { n: n });
    }

    function element(name, attributes, children) {
      var made = document.createElement(name);
      Object.keys(attributes || {}).forEach(key => { if (attributes[key] !== null) made.setAttribute(key, attributes[key]); });
      (children || []).forEach(child => { made.append(child); });
      return made;
    }

    /** The text with the pieces that fit in <mark>. */
    function marked(text, result) {
      var parts = [], at = 0;
      result.marks(text).forEach(mark => {
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
    function join(input, which) {
      var target = document.getElementById(input.dataset.results || ""), whole = !!target;
      var facets = whole ? (input.dataset.filters || "").split(/\s+/).filter(Boolean) : [];
      var status = element("p", { class: "search-status", role: "status", "aria-live": "polite" });
      var meant = element("button", { class: "search-meant", type: "button", hidden: "" });
      var more = element("button", { class: "search-more", type: "button", hidden: "" }, [say("more")]);
      // Folded away on a phone, where it would stand before the hits; its counts are read when it opens.
      var narrow = element("summary", {}, [say("narrow")]);
      var filters = element("div", { class: "search-filters" });
      var side = element("details", { class: "search-narrow", hidden: facets.length ? null : "" }, [narrow, filters]);
      var list = whole ? element("ol", { class: "search-list" }) : element("div", { class: "search-list", role: "listbox", id: "search-list-" + which, "aria-label": say("list") });
      var box = element("div", { class: whole ? "search-results" : "search-popup" }, [meant, side, list, more]);
      var chosen = {}, offer, limit = whole ? PAGE : FEW, turn = 0, active = -1, last = null, going = "";

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
        options.forEach((option, i) => { option.setAttribute("aria-selected", String(i === active)); });
        if (active < 0) return input.removeAttribute("aria-activedescendant");
        input.setAttribute("aria-activedescendant", options[active].id);
        options[active].scrollIntoView({ block: "nearest" });
      }

      function remember() {
        if (!whole) return;
        var state = new URLSearchParams();
        if (input.value.trim()) state.append("q", input.value);
        Object.keys(chosen).forEach(facet => { chosen[facet].forEach(value => { state.append(facet, value); }); });
        try { scope.history.replaceState(null, "", "#" + state); } catch (e) { /* the address stays as it is */ }
      }

      /** To what a code belongs to, whose page stands instead of this one (replace) or after it (assign). */
      function go(result, how) {
        scope.location[how](root + result.hits[0].url);
      }

      function recall() {
        var hash = new URLSearchParams(scope.location.hash.slice(1)), search = new URLSearchParams(scope.location.search);
        var state = hash.has("q") || facets.some(facet => hash.has(facet)) ? hash : search;
        var text = state.get("q") || "";
        // Typing sets the address; only an address set from elsewhere sets the input.
        if (text.trim() !== input.value.trim()) input.value = text;
        // Sent here by a form. What was typed here stands behind #: whoever comes back to it stays.
        if (state === search) going = "replace";
        chosen = {};
        facets.forEach(facet => { if (state.has(facet)) chosen[facet] = state.getAll(facet); });
      }

      async function update() {
        var mine = ++turn, asks = input.value.trim() || Object.keys(chosen).length;
        remember();
        if (!asks && !whole) return show(false);
        var slow = scope.setTimeout(() => { status.textContent = say("searching"); }, 400);
        try {
          // With nothing asked there is nothing to narrow, and the page goes on with what to browse.
          var result = asks ? await index.search({ text: input.value, facets: chosen, limit: limit, lang: lang }) : NOTHING;
          scope.clearTimeout(slow);
          if (mine === turn) {
            if (going && result.code) return go(result, going);
            going = "";
            render(result, asks);
          }
          // What is found stands there already; the counts beside it may take longer.
          if (mine === turn && side.open && asks) await narrowed(result, () => mine === turn);
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

      async function narrowed(result, current) {
        var part = await index.part("facets"), sides = await Promise.all(facets.map(facet => result.counts(facet)));
        if (!current()) return;
        if (!offer) offer = part.panel({
          document: document, filters: filters, facets: facets, element: element, say: say, named: named, number: number, update: update,
          title(facet) { return (strings.facets && strings.facets[facet]) || facet; },
          choose(values) {
            chosen = values;
            limit = PAGE;
            update();
          }
        });
        offer(sides, chosen);
      }

      function render(result, asks) {
        last = result;
        list.replaceChildren.apply(list, result.hits.map((hit, i) => {
          if (whole) return element("li", {}, [link(hit, result)]);
          return link(hit, result, { role: "option", id: list.id + "-" + i, tabindex: "-1", "aria-selected": "false" });
        }));
        status.textContent = !asks ? "" : !result.hits.length ? say("nothing", { q: input.value.trim() }) : (result.partial ? say(result.apart ? "apart" : "partial") + " " : "") + count(result);
        meant.hidden = !result.corrected;
        meant.textContent = result.corrected ? say("meant", { q: result.corrected }) : "";
        more.hidden = !whole || !asks || (result.hits.length >= result.total && !result.more) || !result.hits.length;
        var picks = Object.keys(chosen).reduce((sum, facet) => sum + chosen[facet].length, 0);
        narrow.textContent = say("narrow") + (picks ? " (" + picks + ")" : "");
        side.hidden = !facets.length || !asks;
        active = -1;
        input.removeAttribute("aria-activedescendant");
        show(true);
      }

      // Also when it opens on its own, where there is room for it.
      side.addEventListener("toggle", () => { if (side.open) update(); });
      side.open = facets.length > 0 && scope.matchMedia(BESIDE).matches;
      meant.addEventListener("click", () => {
        input.value = last.corrected;
        input.focus();
        update();
      });
      more.addEventListener("click", () => {
        var before = last.hits.length;
        limit += PAGE;
        update().then(() => {
          var next = list.children[before];
          if (next) next.querySelector("a").focus();
        });
      });
      input.addEventListener("input", () => {
        limit = whole ? PAGE : FEW;
        going = "";
        update();
      });
      input.addEventListener("focus", () => {
        index.open().catch(() => { /* said when something is asked */ });
        if (!whole && input.value.trim()) update();
      });
      input.addEventListener("keydown", event => {
        if (event.isComposing || whole) return;
        var options = list.querySelectorAll('[role="option"]');
        if (event.key === "Enter" && active < 0 && codeOf(input.value)) {
          // A scanner types faster than the index answers, and only the answer tells what the key does.
          event.preventDefault();
          var send = () => input.form?.submit();
          index.search({ text: input.value, limit: 1 }).then(result => result.code ? go(result, "assign") : send()).catch(send);
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
      if (input.form && whole) input.form.addEventListener("submit", event => {
        event.preventDefault();
        going = "assign";
        update();
      });
      if (!whole) {
        // A press on a hit must not take the focus and close the list before the click arrives.
        box.addEventListener("mousedown", event => { event.preventDefault(); });
        input.addEventListener("blur", () => { show(false); });
        // What was typed before this script was here.
        if (input === document.activeElement) input.dispatchEvent(new Event("focus"));
      } else {
        scope.addEventListener("hashchange", () => {
          recall();
          update();
        });
        recall();
        update();
      }
    }

    async function start() {
      var inside = document.getElementById("search-strings");
      try { strings = inside ? JSON.parse(inside.textContent) : await script("words", own.replace(/search\.js/, "search-words-" + lang + ".js")); } catch (error) { scope.console.warn(error); }
      document.querySelectorAll("input[data-search]").forEach(join);
    }
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
    else start();
  }

  var core = { Index: Index, Reader: Reader, place: place, tokens: tokens, atHome: atHome, page: page };
  return core;
});
