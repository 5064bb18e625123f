/// The script of a page: exact values beside marks, saving pictures, sorting and searching tables.
///
/// It loads nothing and sends nothing; without it, the page shows all that it shows.
enum PageScript {
    /// Its text.
    static let text = #"""
        "use strict";
        (function () {
          const tip = document.getElementById("tip");
          let marked = null, shownAt = 0;
          function show(mark, x, y) {
            if (marked !== mark) {
              if (marked) marked.classList.remove("on");
              marked = mark;
              mark.classList.add("on");
              tip.textContent = mark.getAttribute("data-t");
            }
            tip.hidden = false;
            shownAt = window.scrollY;
            const box = tip.getBoundingClientRect();
            const wide = document.documentElement.clientWidth, tall = window.innerHeight;
            tip.style.left = Math.max(4, Math.min(x + 14, wide - box.width - 4)) + "px";
            tip.style.top = (y + 18 + box.height > tall ? Math.max(4, y - box.height - 10) : y + 18) + "px";
          }
          function hide() {
            if (marked) marked.classList.remove("on");
            marked = null;
            tip.hidden = true;
          }
          document.addEventListener("pointermove", function (event) {
            const mark = event.target.closest ? event.target.closest("[data-t]") : null;
            if (mark) show(mark, event.clientX, event.clientY); else if (event.pointerType !== "touch") hide();
          });
          document.addEventListener("pointerdown", function (event) {
            const mark = event.target.closest ? event.target.closest("[data-t]") : null;
            if (mark) show(mark, event.clientX, event.clientY); else hide();
          });
          document.addEventListener("scroll", function () {
            if (Math.abs(window.scrollY - shownAt) > 8) hide();
          }, {passive: true});

          // With the keyboard: Tab to a picture, arrows from mark to mark.
          function walk(svg) {
            svg.setAttribute("tabindex", "0");
            svg.addEventListener("keydown", function (event) {
              const marks = Array.from(svg.querySelectorAll("[data-t]"));
              if (event.key === "Escape") return hide();
              const steps = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1};
              if (!(event.key in steps) || marks.length === 0) return;
              event.preventDefault();
              const at = marks.indexOf(marked);
              const next = at < 0 ? 0 : (at + steps[event.key] + marks.length) % marks.length;
              const box = marks[next].getBoundingClientRect();
              show(marks[next], box.left + box.width / 2, box.top + box.height / 2);
            });
            svg.addEventListener("blur", hide);
          }

          // A saved picture carries its finding above it.
          function standalone(figure) {
            const svg = figure.querySelector("svg.wide").cloneNode(true);
            const size = svg.viewBox.baseVal, margin = 16, letter = 17;
            const pen = document.createElement("canvas").getContext("2d");
            pen.font = "bold " + letter + "px Arial, Helvetica, sans-serif";
            const lines = [""];
            for (const word of figure.querySelector("h2,h3").textContent.split(" ")) {
              const longer = (lines[lines.length - 1] + " " + word).trim();
              if (pen.measureText(longer).width > size.width) lines.push(word); else lines[lines.length - 1] = longer;
            }
            const head = lines.length * 22 + 10;
            const wide = size.width + 2 * margin, tall = size.height + head + 2 * margin;
            const space = "http://www.w3.org/2000/svg";
            const make = function (name, attributes, text) {
              const element = document.createElementNS(space, name);
              for (const key in attributes) element.setAttribute(key, attributes[key]);
              if (text) element.textContent = text;
              return element;
            };
            const words = lines.map(function (line, index) {
              return make("text", {x: 0, y: index * 22 - head + 16, "font-size": letter, "font-weight": "bold"}, line);
            });
            const paper = make(
              "rect", {x: -margin, y: -head - margin, width: wide, height: tall, fill: "#ffffff"});
            svg.prepend(paper, ...words);
            svg.setAttribute("viewBox", [-margin, -head - margin, wide, tall].join(" "));
            svg.setAttribute("width", wide);
            svg.setAttribute("height", tall);
            for (const name of ["class", "aria-describedby", "tabindex"]) svg.removeAttribute(name);
            for (const mark of svg.querySelectorAll("[data-t]")) {
              mark.classList.remove("on");
              mark.removeAttribute("data-t");
            }
            return {text: new XMLSerializer().serializeToString(svg), wide: wide, tall: tall};
          }
          function save(name, blob) {
            const link = document.createElement("a");
            link.href = URL.createObjectURL(blob);
            link.download = name;
            document.body.append(link);
            link.click();
            link.remove();
            setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
          }
          function button(text, action) {
            const made = document.createElement("button");
            made.type = "button";
            made.textContent = text;
            made.addEventListener("click", action);
            return made;
          }
          for (const figure of document.querySelectorAll("figure")) {
            for (const svg of figure.querySelectorAll("svg")) walk(svg);
            const name = figure.id.replace("picture-", "");
            const tools = document.createElement("div");
            tools.className = "tools";
            tools.append(
              button("Save as SVG", function () {
                save(name + ".svg", new Blob([standalone(figure).text], {type: "image/svg+xml"}));
              }),
              button("Save as PNG", function () {
                const picture = standalone(figure), scale = 3, image = new Image();
                image.onload = function () {
                  const canvas = document.createElement("canvas");
                  canvas.width = Math.round(picture.wide * scale);
                  canvas.height = Math.round(picture.tall * scale);
                  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
                  canvas.toBlob(function (blob) { save(name + ".png", blob); }, "image/png");
                };
                image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(picture.text);
              }));
            figure.querySelector(".whole").after(tools);
          }

          if (window.matchMedia("(max-width: 640px)").matches) {
            for (const long of document.querySelectorAll("details.register")) long.open = false;
          }

          function sortable(table) {
            const body = table.tBodies[0];
            const heads = Array.from(table.tHead.rows[0].cells);
            heads.forEach(function (head, column) {
              const text = head.textContent;
              head.textContent = "";
              head.append(button(text, function () {
                // Figures begin with the highest, names with A.
                const first = body.rows[0] && body.rows[0].cells[column].dataset.v !== undefined ? "descending" : "ascending";
                const now = head.getAttribute("aria-sort");
                const order = !now ? first : now === "ascending" ? "descending" : "ascending";
                for (const other of heads) other.removeAttribute("aria-sort");
                head.setAttribute("aria-sort", order);
                const sign = order === "ascending" ? 1 : -1;
                const key = function (row) {
                  const cell = row.cells[column];
                  return cell.dataset.v !== undefined ? Number(cell.dataset.v) : cell.textContent;
                };
                const rows = Array.from(body.rows).map(function (row) { return [key(row), row]; });
                rows.sort(function (a, b) {
                  const x = a[0], y = b[0];
                  if (typeof x === "number" && typeof y === "number") return sign * (x - y);
                  // What has no figure comes last, whatever the order.
                  if (typeof x === "number") return -1;
                  if (typeof y === "number") return 1;
                  return sign * x.localeCompare(y, "en");
                });
                body.append(...rows.map(function (pair) { return pair[1]; }));
              }));
            });
          }
          function searchable(table) {
            const rows = Array.from(table.tBodies[0].rows);
            const label = document.createElement("label"), field = document.createElement("input");
            const told = document.createElement("output");
            field.type = "search";
            label.append("Search ", field);
            const tools = document.createElement("div");
            tools.className = "tools";
            tools.append(label, told);
            field.addEventListener("input", function () {
              const wanted = field.value.trim().toLowerCase();
              let shown = 0;
              for (const row of rows) {
                row.hidden = wanted !== "" && !row.textContent.toLowerCase().includes(wanted);
                if (!row.hidden) shown += 1;
              }
              told.textContent = wanted === "" ? "" : shown + " of " + rows.length + " rows";
            });
            table.parentElement.before(tools);
          }
          for (const table of document.querySelectorAll("table.find")) {
            sortable(table);
            searchable(table);
          }
        })();
        """#
}
