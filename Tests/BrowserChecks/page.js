// What the checks ask of a page; each function gives plain values.
const visible = element => element.checkVisibility() && element.getClientRects().length > 0;

function pictures() {
  return Array.from(document.querySelectorAll("figure"), figure => {
    const shown = Array.from(figure.querySelectorAll("svg")).filter(visible);
    const drawn = shown.map(svg => {
      const box = svg.getBBox();
      const marks = Array.from(svg.querySelectorAll("[data-t]"), mark => mark.getBoundingClientRect());
      return {width: box.width, height: box.height, marks: marks.filter(b => b.width + b.height > 0).length};
    });
    return {id: figure.id, drawn: drawn, visible: visible(figure)};
  });
}

// Texts of the pictures that run over each other, or out of their drawing. Letters take less than their line.
function collisions() {
  const found = [];
  for (const svg of document.querySelectorAll("svg")) {
    if (!visible(svg)) continue;
    const frame = svg.getBoundingClientRect();
    const texts = Array.from(svg.querySelectorAll("text"), text => {
      const box = text.getBoundingClientRect(), trim = box.height * 0.18;
      return {words: text.textContent, left: box.left + 1, right: box.right - 1, top: box.top + trim, bottom: box.bottom - trim};
    });
    const name = svg.closest("figure").id;
    for (const text of texts) {
      if (text.left < frame.left - 3 || text.right > frame.right + 3 || text.bottom > frame.bottom + 3) {
        found.push(name + ": \"" + text.words + "\" runs out of the drawing");
      }
    }
    for (let i = 0; i < texts.length; i += 1) {
      for (let j = i + 1; j < texts.length; j += 1) {
        const a = texts[i], b = texts[j];
        if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) {
          found.push(name + ": \"" + a.words + "\" and \"" + b.words + "\" run over each other");
        }
      }
    }
  }
  return found;
}

// What sticks out of the window, but for what scrolls in a frame of its own.
function overflow() {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const out = Array.from(document.querySelectorAll("body *")).filter(element => {
    return visible(element) && element.getBoundingClientRect().right > wide + 1 && !element.closest(".scroll, nav");
  });
  return out.slice(0, 3).map(element => element.outerHTML.slice(0, 80)).concat("scrollWidth " + document.documentElement.scrollWidth);
}

function councilTable() { return document.querySelector("section#councils figure table.find"); }

function heads() { return Array.from(councilTable().tHead.rows[0].cells, cell => cell.textContent); }

function column(index) {
  return Array.from(councilTable().tBodies[0].rows).filter(row => !row.hidden).map(row => row.cells[index].textContent);
}

function sortBy(index) { councilTable().tHead.rows[0].cells[index].querySelector("button").click(); }

function search(text) {
  const field = councilTable().parentElement.previousElementSibling.querySelector("input");
  field.value = text;
  field.dispatchEvent(new Event("input"));
  return councilTable().parentElement.previousElementSibling.querySelector("output").textContent;
}

async function firstMark(id) {
  const figure = document.getElementById(id);
  const svg = Array.from(figure.querySelectorAll("svg")).find(visible);
  const mark = svg.querySelector("[data-t]");
  mark.scrollIntoView({block: "center"});
  // The page is told of the scrolling with the next frame.
  for (let i = 0; i < 3; i += 1) await new Promise(done => requestAnimationFrame(done));
  const box = mark.getBoundingClientRect();
  return {x: box.left + box.width / 2, y: box.top + box.height / 2, words: mark.getAttribute("data-t")};
}

function tip() { const tip = document.getElementById("tip"); return tip.hidden ? null : tip.textContent; }

function focusPicture(id) { Array.from(document.getElementById(id).querySelectorAll("svg")).find(visible).focus(); }

// Presses a button that saves and gives the name and the bytes that would go into the file.
async function saved(id, label) {
  const make = URL.createObjectURL, click = HTMLAnchorElement.prototype.click;
  try {
    return await new Promise(done => {
      let blob = null;
      URL.createObjectURL = made => { blob = made; return "blob:none"; };
      HTMLAnchorElement.prototype.click = async function () {
        const bytes = new Uint8Array(await blob.arrayBuffer());
        done({name: this.download, type: blob.type, bytes: Array.from(bytes)});
      };
      Array.from(document.getElementById(id).querySelectorAll("button")).find(b => b.textContent === label).click();
    });
  } finally {
    URL.createObjectURL = make;
    HTMLAnchorElement.prototype.click = click;
  }
}

function tallestPicture() {
  return Math.max(...Array.from(document.querySelectorAll(".whole")).filter(visible).map(e => e.getBoundingClientRect().height));
}

function printed() {
  return Array.from(document.querySelectorAll(".whole")).filter(visible).map(whole => {
    return [whole.querySelector("h2,h3").textContent, whole.querySelector("figcaption").textContent];
  });
}

function openAll() { for (const part of document.querySelectorAll("details.others")) part.open = true; }
