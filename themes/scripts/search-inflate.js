/* Part of search.js, loaded by browsers without DecompressionStream("deflate-raw"). */
Q("search-inflate", function () {
  "use strict";

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

  return inflate;
});
