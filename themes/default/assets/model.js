/* A part that one can turn: the triangles of an STL file, drawn in the page. The shape comes as a classic script
   (a page that was opened from a folder may read nothing else), made small by the generator: corners in 16 bits,
   all axes to one scale. Without WebGL 2 the same picture is painted on a plain canvas, triangle by triangle. */
(function () {
  "use strict";
  var VERTEX = "#version 300 es\nin vec3 at;uniform mat3 turn;uniform vec2 size;out vec3 seen;\n" +
    "void main(){seen=turn*at;gl_Position=vec4(seen.x*size.x,seen.y*size.y,-seen.z*0.4,1.0);}";
  var FRAGMENT = "#version 300 es\nprecision highp float;in vec3 seen;uniform vec3 colour;out vec4 shown;\n" +
    "void main(){vec3 n=normalize(cross(dFdx(seen),dFdy(seen)));if(n.z<0.0)n=-n;" +
    "float light=0.34+0.5*max(dot(n,vec3(-0.37,0.55,0.75)),0.0)+0.22*max(dot(n,vec3(0.8,-0.2,0.55)),0.0);" +
    "shown=vec4(colour*light+vec3(0.06)*light,1.0);}";
  var START = { yaw: -0.7, pitch: 0.5, zoom: 1 };
  var waiting = {};

  /** What a shape's script calls: corners and triangles, both in base64. */
  window.COMMONSTEAD_MODEL = function (name, shape) {
    if (waiting[name]) waiting[name]({ at: new Int16Array(bytes(shape.at)), corners: shape.wide ? new Uint32Array(bytes(shape.of)) : new Uint16Array(bytes(shape.of)) });
  };

  function bytes(text) {
    var raw = atob(text), out = new Uint8Array(raw.length);
    for (var i = 0; i < raw.length; i++) out[i] = raw.charCodeAt(i);
    return out.buffer;
  }

  /* Around the upright axis, then tilted towards the reader. A column-major matrix. */
  function turn(view) {
    var c = Math.cos(view.yaw), s = Math.sin(view.yaw), k = Math.cos(view.pitch), t = Math.sin(view.pitch);
    return [c, s * t, -s * k, -s, c * t, -c * k, 0, k, t];
  }

  function colour(element) {
    var found = getComputedStyle(element).color.match(/[\d.]+/g) || [10, 91, 73];
    return found.slice(0, 3).map(Number);
  }

  /** Draws with WebGL 2; null where there is none. */
  function solid(canvas, model) {
    var gl = canvas.getContext("webgl2", { antialias: true, alpha: true });
    if (!gl) return null;
    var program = gl.createProgram();
    [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]].forEach(function (part) {
      var shader = gl.createShader(part[0]);
      gl.shaderSource(shader, part[1]);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    });
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS)) return null;
    gl.useProgram(program);
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, model.at, gl.STATIC_DRAW);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, model.corners, gl.STATIC_DRAW);
    var at = gl.getAttribLocation(program, "at");
    gl.enableVertexAttribArray(at);
    gl.vertexAttribPointer(at, 3, gl.SHORT, true, 0, 0);
    gl.enable(gl.DEPTH_TEST);
    var kind = model.corners.BYTES_PER_ELEMENT === 4 ? gl.UNSIGNED_INT : gl.UNSIGNED_SHORT;
    return function (view) {
      var rgb = colour(canvas), scale = 0.62 * view.zoom, wide = canvas.width / canvas.height;
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.clearColor(0, 0, 0, 0);
      gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
      gl.uniformMatrix3fv(gl.getUniformLocation(program, "turn"), false, turn(view));
      gl.uniform2f(gl.getUniformLocation(program, "size"), wide > 1 ? scale / wide : scale, wide > 1 ? scale : scale * wide);
      gl.uniform3f(gl.getUniformLocation(program, "colour"), rgb[0] / 255, rgb[1] / 255, rgb[2] / 255);
      gl.drawElements(gl.TRIANGLES, model.corners.length, kind, 0);
    };
  }

  /** Paints triangles from the back to the front. */
  function painted(canvas, model) {
    var paint = canvas.getContext("2d"), count = model.corners.length / 3, order = new Uint32Array(count), depth = new Float32Array(count);
    return function (view) {
      var m = turn(view), rgb = colour(canvas), scale = 0.31 * view.zoom * Math.min(canvas.width, canvas.height) / 32767;
      var seen = new Float32Array(model.at.length);
      for (var i = 0; i < model.at.length; i += 3) for (var row = 0; row < 3; row++)
        seen[i + row] = m[row] * model.at[i] + m[3 + row] * model.at[i + 1] + m[6 + row] * model.at[i + 2];
      for (var t = 0; t < count; t++) {
        order[t] = t;
        depth[t] = seen[3 * model.corners[3 * t] + 2] + seen[3 * model.corners[3 * t + 1] + 2] + seen[3 * model.corners[3 * t + 2] + 2];
      }
      order.sort(function (a, b) { return depth[a] - depth[b]; });
      paint.clearRect(0, 0, canvas.width, canvas.height);
      paint.save();
      paint.translate(canvas.width / 2, canvas.height / 2);
      order.forEach(function (t) {
        var p = [0, 1, 2].map(function (c) { var at = 3 * model.corners[3 * t + c]; return [seen[at], seen[at + 1], seen[at + 2]]; });
        var u = p[1].map(function (n, i) { return n - p[0][i]; }), v = p[2].map(function (n, i) { return n - p[0][i]; });
        var n = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
        var length = Math.hypot(n[0], n[1], n[2]) * (n[2] < 0 ? -1 : 1) || 1;
        var light = 0.4 + 0.6 * Math.max((-0.37 * n[0] + 0.55 * n[1] + 0.75 * n[2]) / length, 0);
        paint.fillStyle = paint.strokeStyle = "rgb(" + rgb.map(function (one) { return Math.round(one * light); }) + ")";
        paint.beginPath();
        p.forEach(function (q) { paint.lineTo(q[0] * scale, -q[1] * scale); });
        paint.closePath();
        paint.fill();
        paint.stroke();
      });
      paint.restore();
    };
  }

  function show(box, model) {
    var canvas = document.createElement("canvas"), view = Object.assign({}, START), asked = false;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", box.dataset.label);
    box.querySelector(".stage").replaceChildren(canvas);
    var draw = solid(canvas, model);
    if (!draw) {
      var other = canvas.cloneNode();
      canvas.replaceWith(other);
      canvas = other;
      draw = painted(canvas, model);
    }
    function again() {
      if (asked) return;
      asked = true;
      requestAnimationFrame(function () {
        asked = false;
        var sharp = Math.min(window.devicePixelRatio || 1, 2), w = Math.round(canvas.clientWidth * sharp), h = Math.round(canvas.clientHeight * sharp);
        if (!w || !h) return;
        if (canvas.width !== w || canvas.height !== h) { canvas.width = w; canvas.height = h; }
        draw(view);
        box.dataset.view = [view.yaw, view.pitch, view.zoom].map(function (n) { return n.toFixed(2); }).join(" ");
      });
    }
    function move(yaw, pitch, zoom) {
      view.yaw += yaw;
      view.pitch = Math.max(-1.57, Math.min(1.57, view.pitch + pitch));
      view.zoom = Math.max(0.5, Math.min(6, view.zoom * zoom));
      again();
    }
    var acts = { left: [-0.35, 0, 1], right: [0.35, 0, 1], up: [0, 0.25, 1], down: [0, -0.25, 1], closer: [0, 0, 1.25], further: [0, 0, 0.8] };
    box.addEventListener("click", function (event) {
      var button = event.target.closest("[data-turn]");
      if (!button) return;
      if (button.dataset.turn === "back") { Object.assign(view, START); again(); } else move.apply(null, acts[button.dataset.turn]);
    });
    canvas.addEventListener("pointerdown", function (event) { canvas.setPointerCapture(event.pointerId); });
    canvas.addEventListener("pointermove", function (event) {
      if (canvas.hasPointerCapture(event.pointerId)) move(event.movementX * 0.01, event.movementY * 0.01, 1);
    });
    new ResizeObserver(again).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
    box.classList.add("on");
    again();
  }

  function load(box) {
    var name = box.dataset.model, script = document.createElement("script");
    waiting[name] = function (model) { delete waiting[name]; show(box, model); };
    // On a stick the script lies packed with others; a page runs no script from an address that holds its data, but
    // what this one says can be read.
    var packed = box.dataset.packed && window.COMMONSTEAD_FILE;
    (packed ? packed(box.dataset.packed) : Promise.resolve(box.dataset.from)).then(function (address) {
      var said = /^data:[^,]*,(.*)$/.exec(address), shape = said && /^COMMONSTEAD_MODEL\("[^"]*", (\{.*\})\);\s*$/.exec(atob(said[1]));
      if (shape) { window.COMMONSTEAD_MODEL(name, JSON.parse(shape[1])); return; }
      script.src = said ? box.dataset.from : address;
      document.head.append(script);
    });
  }

  /* A shape is fetched when somebody comes near it. */
  var watch = "IntersectionObserver" in window && new IntersectionObserver(function (seen) {
    seen.forEach(function (one) { if (one.isIntersecting) { watch.unobserve(one.target); load(one.target); } });
  }, { rootMargin: "300px" });
  function scan() {
    document.querySelectorAll("[data-model]").forEach(function (box) { if (watch) watch.observe(box); else load(box); });
  }
  scan();
  document.addEventListener("stead-page", scan);
})();
