"use strict";
// Draws the run that is in this page. Names in it are anybody's text: they become text, never markup.
const { run, curves } = JSON.parse(document.getElementById("data").textContent);
const page = document.getElementById("page");
const SVG = "http://www.w3.org/2000/svg";
const COLOURS = 8;
const DASHES = ["", "7 4", "2 3"];

function element(parent, name, attributes, text) {
  const isSvg = name === "svg" || parent instanceof SVGElement;
  const made = isSvg ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  parent.append(made);
  return made;
}

function section(title, remark) {
  const made = element(page, "section");
  const head = element(made, "div", { class: "head" });
  element(head, "h2", {}, title);
  if (remark) element(head, "p", { class: "soft" }, remark);
  return made;
}

/** Four digits that count, as on the terminal. */
function number(value) {
  if (value === null) return "";
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString("en-US");
  return value === 0 ? "0" : Number(value.toPrecision(4)).toLocaleString("en-US", { maximumFractionDigits: 12 });
}

function duration(us) {
  if (us >= 1e6) return number(us / 1e6) + " s";
  return us >= 1e3 ? number(us / 1e3) + " ms" : number(us) + " µs";
}

const unitText = unit => (unit === "us" ? "µs" : unit);
const plural = (count, one) => number(count) + " " + one + (count === 1 ? "" : "s");
const stroke = i => "stroke: var(--series-" + (i % COLOURS) + "); stroke-dasharray: "
  + (DASHES[Math.floor(i / COLOURS) % DASHES.length] || "none");

function swatch(parent, i) {
  const svg = element(parent, "svg", { class: "swatch", "aria-hidden": "true" });
  element(svg, "line", { x1: 0, x2: 22, y1: 5, y2: 5, "stroke-width": 3, style: stroke(i) });
}

/** As wide as its place, and drawn anew when that changes, so that letters keep their size. */
function responsive(place, draw) {
  let drawnWidth = 0;
  const redraw = () => { drawnWidth = place.clientWidth; draw(Math.max(drawnWidth, 240)); };
  redraw();
  new ResizeObserver(() => { if (place.clientWidth !== drawnWidth) redraw(); }).observe(place);
  return redraw;
}

function header() {
  const head = element(page, "header");
  element(head, "p", { class: "soft" }, "Holdfast bench");
  element(head, "h1", {}, run.command);
  const facts = run.environment;
  const known = [run.startedAt.replace("T", " ").replace("Z", " UTC"), facts.cpu, facts.jdk,
    facts.gitRevision && "revision " + facts.gitRevision];
  element(head, "p", { class: "soft" }, known.filter(fact => fact && !fact.includes("unknown")).join(" · "));
}

function rows() {
  const counted = ["met", "missed", "skipped"]
    .map(verdict => [run.rows.filter(row => row.verdict === verdict).length, verdict])
    .filter(([count]) => count > 0);
  const place = section("Targets", counted.map(([count, verdict]) => count + " " + verdict).join(", "));
  const table = element(element(place, "div", { class: "wide" }), "table", { class: "rows" });
  const head = element(element(table, "thead"), "tr");
  for (const [name, style] of [["", ""], ["measured", "number"], ["floor", "number"], ["ratio", "number"], ["to reach", ""], ["", ""]]) {
    element(head, "th", { class: style }, name);
  }
  const body = element(table, "tbody");
  for (const row of run.rows) {
    const line = element(body, "tr");
    element(line, "td", { class: "name" }, row.name);
    for (const [label, value, unit] of [["measured", row.value, row.unit], ["floor", row.floor, row.unit], ["ratio", row.ratio, ""]]) {
      const cell = element(line, "td", { class: "number", "data-label": label });
      if (value === null) continue;
      cell.append(number(value));
      if (unit) element(cell, "span", { class: "unit" }, " " + unitText(unit));
    }
    element(line, "td", { "data-label": "to reach" }, row.target);
    const judged = element(line, "td", { class: "judged" });
    element(judged, "span", { class: "verdict " + row.verdict }, row.verdict);
  }
  for (const empty of body.querySelectorAll("td:empty")) empty.removeAttribute("data-label");
}

/** The percentile as a length: 0 is 0 %, 1 is 90 %, 2 is 99 %, and so on. */
const nines = percentile => -Math.log10(1 - percentile / 100);
const percentText = nines => (nines === 0 ? "0" : nines === 1 ? "90" : "99" + (nines > 2 ? "." + "9".repeat(nines - 2) : "")) + " %";

function latencies() {
  const series = run.latencies.map((latency, i) => {
    const end = Math.max(1, Math.log10(Math.max(1, latency.all.count)));
    const points = (curves[latency.name] || [])
      .map(([percentile, us]) => [Math.min(nines(percentile), end), Math.max(us, 0.001)]);
    return { name: latency.name, all: latency.all, points, i, isShown: true };
  });
  const counted = series.reduce((sum, one) => sum + one.all.count, 0);
  const place = section("Latency", plural(counted, "value") + "; both axes logarithmic, the lower the better");
  const legend = element(place, "div", { class: "legend" });
  const chart = element(place, "div", { class: "chart" });
  const redraw = responsive(chart, width => drawCurves(chart, width, series.filter(one => one.isShown && one.points.length > 0)));
  for (const one of series) {
    const button = element(legend, "button", { type: "button", "aria-pressed": "true", title: "Show or hide" });
    swatch(button, one.i);
    button.append(one.name);
    button.onclick = () => {
      one.isShown = !one.isShown;
      button.setAttribute("aria-pressed", one.isShown);
      redraw();
    };
    const highlight = isOn => chart.querySelectorAll(".curve")
      .forEach(path => path.classList.toggle("ghost", isOn && one.isShown && path.dataset.series !== String(one.i)));
    button.onpointerenter = button.onfocus = () => highlight(true);
    button.onpointerleave = button.onblur = () => highlight(false);
  }
  percentileTable(place, series);
}

function percentileTable(place, series) {
  const table = element(element(place, "div", { class: "wide" }), "table", { class: "percentiles", style: "margin-top: 14px" });
  const head = element(element(table, "thead"), "tr");
  element(head, "th", {}, "µs");
  for (const name of ["p50", "p90", "p99", "p99.9", "p99.99", "max", "mean", "count"]) element(head, "th", { class: "number" }, name);
  const body = element(table, "tbody");
  for (const { name, all } of series) {
    const line = element(body, "tr");
    element(line, "td", {}, name);
    for (const ns of [all.p50Ns, all.p90Ns, all.p99Ns, all.p999Ns, all.p9999Ns, all.maxNs, all.meanNs]) {
      element(line, "td", { class: "number" }, number(ns / 1e3));
    }
    element(line, "td", { class: "number" }, number(all.count));
  }
}

function drawCurves(chart, width, series) {
  chart.replaceChildren();
  if (series.length === 0) {
    element(chart, "p", { class: "soft" }, "Nothing to draw.");
    return;
  }
  const height = Math.round(Math.min(420, Math.max(260, width * 0.46)));
  const [left, right, top, bottom] = [58, 14, 10, 30];
  const values = series.flatMap(one => one.points.map(point => point[1]));
  const maxX = Math.max(...series.map(one => one.points[one.points.length - 1][0]));
  let [minY, maxY] = [Math.log10(Math.min(...values)), Math.log10(Math.max(...values))];
  // At least a decade, so that a flat curve is seen to be flat.
  const missing = Math.max(0, 1 - (maxY - minY)) / 2;
  [minY, maxY] = [minY - missing - 0.08, maxY + missing + 0.08];
  const x = at => left + at / maxX * (width - left - right);
  const y = us => top + (maxY - Math.log10(us)) / (maxY - minY) * (height - top - bottom);
  const svg = element(chart, "svg", { width, height, role: "img", "aria-label": "Latency by percentile; the table below has the numbers" });

  const steps = maxY - minY > 3 ? [1] : maxY - minY > 1.6 ? [1, 3] : [1, 2, 5];
  for (let decade = Math.floor(minY); decade <= maxY; decade++) {
    for (const step of steps) {
      const us = step * 10 ** decade;
      if (Math.log10(us) < minY || Math.log10(us) > maxY) continue;
      element(svg, "line", { class: "grid", x1: left, x2: width - right, y1: y(us), y2: y(us) });
      element(svg, "text", { x: left - 8, y: y(us) + 4, "text-anchor": "end" }, duration(us));
    }
  }
  const xTicks = [[0, "0 %"], [nines(50), "50 %"]];
  for (let at = 1; at <= maxX + 0.001; at++) xTicks.push([at, percentText(at)]);
  let lastLabel = -Infinity;
  for (const [at, text] of xTicks) {
    element(svg, "line", { class: "grid", x1: x(at), x2: x(at), y1: top, y2: height - bottom });
    const room = text.length * 7.5;
    if (x(at) - room / 2 < lastLabel + 4) continue;
    const isLast = x(at) + room / 2 > width;
    element(svg, "text", { x: isLast ? width : x(at), y: height - bottom + 19, "text-anchor": isLast ? "end" : "middle" }, text);
    lastLabel = x(at) + room / 2;
  }
  element(svg, "line", { class: "axis", x1: left, x2: width - right, y1: height - bottom, y2: height - bottom });
  for (const one of series) {
    const d = one.points.map(([at, us], i) => (i === 0 ? "M" : "L") + x(at).toFixed(1) + " " + y(us).toFixed(1)).join("");
    element(svg, "path", { class: "curve", d, style: stroke(one.i), "data-series": one.i });
  }
  hover(chart, svg, series, { x, width, height, left, right, top, bottom, maxX });
}

/** What each curve has where the pointer is. */
function hover(chart, svg, series, { x, width, height, left, right, top, bottom, maxX }) {
  const line = element(svg, "line", { class: "cursor", y1: top, y2: height - bottom, visibility: "hidden" });
  const tip = element(chart, "div", { class: "tip", hidden: "" });
  svg.onpointermove = event => {
    const pointer = event.clientX - svg.getBoundingClientRect().left;
    const at = Math.min(maxX, Math.max(0, (pointer - left) / (width - left - right) * maxX));
    line.setAttribute("x1", x(at));
    line.setAttribute("x2", x(at));
    line.setAttribute("visibility", "visible");
    tip.replaceChildren();
    const percentile = 100 - 100 * 10 ** -at;
    element(tip, "strong", {}, percentile.toFixed(Math.max(0, Math.ceil(at) - 1)) + " %");
    series.map(one => [one, one.points.find(point => point[0] >= at)])
      .filter(([, point]) => point)
      .sort((a, b) => b[1][1] - a[1][1])
      .forEach(([one, point]) => {
        const entry = element(tip, "div");
        swatch(entry, one.i);
        element(entry, "span", { class: "label" }, one.name);
        element(entry, "span", { class: "number" }, duration(point[1]));
      });
    tip.hidden = false;
    const isRight = x(at) + tip.offsetWidth + 14 > width;
    tip.style.left = Math.max(0, isRight ? x(at) - tip.offsetWidth - 12 : x(at) + 12) + "px";
    tip.style.top = top + "px";
  };
  svg.onpointerleave = () => {
    tip.hidden = true;
    line.setAttribute("visibility", "hidden");
  };
}

function measured() {
  const groups = new Map();
  for (const one of run.measured) {
    const key = one.unit + "\n" + one.better;
    groups.set(key, [...(groups.get(key) || []), one]);
  }
  const place = section("Measured", "bars are medians; lines reach from the least to the greatest repeat, dots are repeats");
  const longest = Math.max(...run.measured.map(one => one.name.length));
  for (const group of groups.values()) {
    const head = element(place, "h3", {}, unitText(group[0].unit));
    element(head, "span", { class: "unit" }, " · the " + group[0].better + " the better");
    const chart = element(place, "div", { class: "chart" });
    responsive(chart, width => drawBars(chart, width, group, longest));
  }
}

/** Names stand left of the bars where the longest has room there, else above. */
function drawBars(chart, width, group, longest) {
  chart.replaceChildren();
  const besides = longest * 8.2 + 16;
  const isAbove = besides > width * 0.42;
  const left = isAbove ? 0 : besides;
  const right = Math.max(...group.map(one => number(one.median).length)) * 8.6 + 14;
  const step = isAbove ? 48 : 32;
  const bar = 18;
  const most = Math.max(...group.map(one => one.most)) || 1;
  const x = value => left + Math.max(0, value) / most * (width - left - right);
  const svg = element(chart, "svg", { width, height: step * group.length + 2, role: "group" });
  group.forEach((one, i) => {
    const y = i * step + (isAbove ? 24 : (step - bar) / 2);
    const middle = y + bar / 2;
    const entry = element(svg, "g");
    const repeats = plural(one.values.length, "repeat");
    element(entry, "title", {}, one.name + ": median " + number(one.median) + " " + unitText(one.unit) + ", from "
      + number(one.least) + " to " + number(one.most) + ", " + repeats + ": " + one.values.map(number).join("; "));
    element(entry, "rect", { class: "track", x: left, y, width: x(most) - left, height: bar, rx: 3 });
    element(entry, "rect", { x: left, y, width: Math.max(1.5, x(one.median) - left), height: bar, rx: 3, style: "fill: var(--series-0); opacity: .75" });
    if (one.values.length > 1) {
      element(entry, "line", { class: "spread", x1: x(one.least), x2: x(one.most), y1: middle, y2: middle });
      for (const value of one.values) element(entry, "circle", { class: "repeat", cx: x(value), cy: middle, r: 2.6 });
    }
    const name = element(entry, "text", { class: "name", x: isAbove ? 0 : left - 12, y: isAbove ? y - 6 : middle + 5, "text-anchor": isAbove ? "start" : "end" }, one.name);
    shorten(name, isAbove ? width : left - 12);
    element(entry, "text", { class: "value", x: width, y: middle + 5, "text-anchor": "end" }, number(one.median));
  });
}

/** Takes letters from a name that has no room; the bar's title has all of it. */
function shorten(text, room) {
  let name = text.textContent;
  while (name.length > 4 && text.getComputedTextLength() > room) {
    name = name.slice(0, -2);
    text.textContent = name.trimEnd() + "…";
  }
}

const words = name => name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase().replace(/\b(cpus?|jdk|jvm)\b/g, word => word.toUpperCase().replace("CPUS", "CPUs"));

function facts(title, all) {
  const place = element(section(title), "dl");
  for (const [name, value] of Object.entries(all)) {
    const entry = element(place, "div", value.length > 60 ? { class: "long" } : {});
    element(entry, "dt", {}, words(name));
    element(entry, "dd", {}, value);
  }
}

document.title = run.command;
header();
if (run.rows.length > 0) rows();
if (run.latencies.length > 0) latencies();
if (run.measured.length > 0) measured();
if (run.rows.length + run.latencies.length + run.measured.length === 0) section("Nothing was measured");
if (Object.keys(run.settings).length > 0) facts("Settings", run.settings);
facts("Environment", run.environment);
element(page, "p", { class: "soft", style: "margin-top: 18px" },
  "The numbers are in run.json beside this page, whole distributions in the .hgrm files, for the plotters of HdrHistogram.");
