/* Words that nobody has: other endings, typing errors, two words in one, and words that nobody has
   together. Part of search.js, loaded
   the first time such a word is asked for. */
Q("search-typos", function (core) {
  "use strict";

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

  var PER_WORD = Math.pow(2, 40);

  /** Scores of the entries that have any word; more words come first. */
  function some(words, home) {
    var sums = new Map(), counts = new Map(), scored = new Map();
    words.forEach(word => {
      word.best.forEach((value, id) => {
        sums.set(id, (sums.get(id) || 0) + word.rarity * value);
        counts.set(id, (counts.get(id) || 0) + 1);
      });
    });
    sums.forEach((sum, id) => { scored.set(id, core.atHome(home, id, sum) + counts.get(id) * PER_WORD); });
    return scored;
  }

  /** The query as it was probably meant: a word that nobody has, and one that is only the beginning of a
      word, as the word that is likeliest. */
  async function corrected(index, text, words) {
    var said = [];
    for (var token of core.tokens(text)) {
      var word = words.find(word => word.form === token.form) || {};
      said.push(word.meant || (word.begun && (await index.likeliest(token.form))) || token.lower);
    }
    return said.join(" ");
  }

  Object.assign(core.Index.prototype, {
    /** A word nobody has as the longest beginning that is a word and a rest that is one too. */
    async split(word) {
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
    async listed(form) {
      var reader = await this.reader(this.manifest.letters, form), found = "";
      while (reader && reader.at < reader.bytes.length) {
        found = reader.word(found);
        reader.number();
        reader.text();
        if (found === form) return true;
      }
      return false;
    },

    async shortened(form) {
      var endings = this.endings;
      for (var ending of this.manifest.endings) {
        var rest = form.slice(0, form.length - ending.length), groups = new Set();
        if (!form.endsWith(ending) || Array.from(rest).length < 4) continue;
        await this.beginning(rest, (other, own) => {
          var end = other.slice(rest.length);
          if (!end || endings.has(end)) own.forEach(groups.add, groups);
        });
        if (groups.size) return Array.from(groups);
      }
      return [];
    },

    async misspelt(word) {
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

    /** The words that begin so and may be meant. */
    async candidates(start) {
      var found = [];
      for (var name of await this.shards(this.manifest.letters, start, start + "\uffff")) {
        var reader = new core.Reader(await this.load(name)), form = "";
        while (reader.at < reader.bytes.length) {
          form = reader.word(form);
          var candidate = { form: form, found: reader.number(), written: reader.text() || form };
          if (form.startsWith(start)) found.push(candidate);
        }
      }
      return found;
    },

    /** The word with this beginning that most entries have, as it is written. */
    async likeliest(start) {
      var best = { found: 0 };
      for (var candidate of await this.candidates(start)) if (candidate.found > best.found) best = candidate;
      return best.written;
    },

    async near(typed, limit, start, open) {
      var found = (await this.candidates(start)).filter(candidate => {
        return (candidate.edits = distance(typed, Array.from(candidate.form), limit, open)) >= 0;
      });
      var least = Math.min.apply(null, found.map(c => c.edits));
      return found.filter(c => c.edits === least)
        .sort((a, b) => b.found - a.found || (a.form < b.form ? -1 : 1)).slice(0, 8);
    }
  });

  return { some: some, corrected: corrected };
});
