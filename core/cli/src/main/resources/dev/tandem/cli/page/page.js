"use strict";
// Text of the program only ever becomes the text of a node: nothing of it is read as HTML.
const data = JSON.parse(document.getElementById("data").textContent);
const find = selector => document.querySelector(selector);

/** How many steps are shown before the decision that matters, and from there on. */
const SHARED = 3, AFTER = 60;

/** An element with a class, attributes and children; a string becomes text. */
function make(tag, name, ...children) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...children);
  return node;
}

function cell(text, name) {
  const node = make("td", "", text);
  if (name) node.dataset.name = name;
  return node;
}

/** A step without its thread: the operation, what it asks for, and where. */
function operation(step) {
  const parts = step.operation.split(/(?<=\.)/).flatMap((word, i) => i ? [make("wbr"), word] : [word]);
  if (step.lock) parts.push(" ", make("span", "on", "on " + step.lock));
  if (step.place) parts.push(" ", make("span", "place", step.place));
  return parts;
}

function showSubject() {
  document.title = data.title + ": " + data.verdict.head + " (tandem)";
  find("#title").textContent = data.title;
  const verdict = find("#verdict");
  verdict.classList.add(data.verdict.tone);
  verdict.append(make("strong", "", data.verdict.head), make("span", "", data.verdict.rest));
  find("#counts").textContent = data.counts;
  find("#lesson").textContent = data.lesson;
  for (const fact of data.facts) {
    find("#facts").append(make("dt", "", fact.name), make("dd", "", fact.value));
  }
  for (const note of data.notes) find("#notes ul").append(make("li", "", note));
  find("#notes").hidden = data.notes.length === 0;
}

function showOutcomes(onChoose) {
  for (const outcome of data.outcomes) {
    const see = make("td", "outcome-button");
    if (outcome.film >= 0) {
      const button = make("button", "", "Step through");
      button.type = "button";
      button.setAttribute("aria-label", "Step through " + outcome.label);
      button.onclick = () => onChoose(outcome.film);
      see.append(button);
    }
    const count = cell(outcome.count, "Times");
    count.classList.add("number");
    const grade = cell("", "Grade");
    grade.append(make("strong", outcome.tone, outcome.grade));
    find("#outcomes tbody").append(make("tr", "",
      cell(outcome.label), grade, count, cell(outcome.reason, "Because"), see));
  }
  find("#outcomes").hidden = data.outcomes.length === 0;
}

function showFailure() {
  const failure = data.failure;
  if (!failure) return;
  find("#failure h2").append(make("span", "bad", failure.kind));
  find("#failure .message").textContent = failure.message;
  for (const thread of failure.threads) {
    find("#failure tbody").append(make("tr", "",
      cell(thread.name), cell(thread.state, "State"),
      cell(thread.holds.join(" and "), "Holds"), cell(thread.waitsFor, "Waits for")));
  }
  find("#failure table").hidden = failure.threads.length === 0;
  find("#failure").hidden = false;
}

/** The failing and the nearest passing execution, a row a step. */
function showDecision() {
  const failure = data.failure;
  if (!failure || failure.passing < 0) return;
  const films = [data.films[failure.film], data.films[failure.passing]];
  const steps = films.map(film => new Map(film.steps.map(step => [step.step, step])));
  const body = find("#decision tbody");
  const remark = text => {
    const words = cell("\u2026 " + text);
    words.colSpan = 3;
    body.append(make("tr", "gap", words));
  };
  const numbers = [...new Set(films.flatMap(film => film.steps.map(step => step.step)))].sort((a, b) => a - b);
  const before = numbers.filter(number => number < failure.differsAt).length;
  const from = Math.max(0, before - SHARED), to = Math.min(numbers.length, before + AFTER);
  if (from > 0) remark("the same steps before; they are all in the table below");
  for (const number of numbers.slice(from, to)) {
    const row = make("tr", number < failure.differsAt ? "shared" : number === failure.differsAt ? "matters" : "",
      make("td", "number", (number === failure.differsAt ? "\u25b6 " : "") + (number + 1)));
    const sides = films.map((film, side) => {
      const step = steps[side].get(number);
      return step ? make("td", "", make("strong", "", film.threads[step.thread]), ": ", ...operation(step)) : make("td", "");
    });
    if (number < failure.differsAt) {
      sides.pop();
      sides[0].colSpan = 2;
    }
    row.append(...sides);
    body.append(row);
  }
  if (to < numbers.length) remark("further steps; choose the execution below to see them");
  find("#decision").hidden = false;
}

/** One execution that can be stepped through. Position p is before step p; the last is the end. */
class Player {
  static LANE = 26;

  constructor(film) {
    this.film = film;
    this.last = film.steps.length;
    this.stepped = film.end.length > 0;
    this.position = data.failure && film === data.films[data.failure.film] ? this.last : 0;
    this.locks = [...new Set([...film.seats.flatMap(seat => seat.holds), ...film.steps.map(step => step.lock)])]
      .filter(Boolean).sort((a, b) => a.localeCompare(b, "en", {numeric: true}));
  }

  /** How every thread stands at a position; undefined for one that is not there yet. */
  seats(position) {
    const numbers = position < this.last ? this.film.steps[position].seats : this.film.end;
    return this.film.threads.map((_, thread) => this.film.seats[numbers[thread]]);
  }

  running(position) {
    return position < this.last ? this.film.steps[position].thread : -1;
  }

  open() {
    const film = this.film;
    find("#filmend").replaceChildren("Ends with ", make("strong", film.tone, film.outcome),
      film.message ? ": " + film.message : "", ".");
    find("#replay code").textContent = film.replay;
    find("#replay").hidden = !film.replay;
    find("#player").hidden = !this.stepped;
    this.table();
    if (this.stepped) {
      find(".controls input").max = this.last;
      this.lanes();
      this.go(this.position);
    }
  }

  table() {
    const film = this.film;
    const narrow = film.threads.length > 6;
    const head = make("tr", "", make("th", "number", "Step"));
    if (narrow) head.append(make("th", "", "Thread"), make("th", "", "Does"));
    else head.append(...film.threads.map(name => make("th", "", name)));
    find("#steps thead").replaceChildren(head);
    const gaps = new Map(film.gaps.map(gap => [gap.before, gap.text]));
    this.rows = [];
    const rows = [];
    film.steps.forEach((step, position) => {
      if (gaps.has(step.step)) {
        const text = cell("\u2026 " + gaps.get(step.step));
        text.colSpan = narrow ? 3 : film.threads.length + 1;
        rows.push(make("tr", "gap", text));
      }
      const button = make("button", "step", String(step.step + 1));
      button.type = "button";
      button.disabled = !this.stepped;
      button.onclick = () => this.go(position);
      const row = make("tr", "", make("th", "number", button));
      const doing = make("td", "", ...operation(step));
      doing.dataset.name = film.threads[step.thread];
      if (narrow) row.append(make("td", "", film.threads[step.thread]), make("td", "", ...operation(step)));
      else film.threads.forEach((_, thread) => row.append(thread === step.thread ? doing : make("td", "")));
      rows.push(row);
      this.rows.push(row);
    });
    find("#steps tbody").replaceChildren(...rows);
  }

  /** A lane for each thread; where a thread stands alike for several steps, one shape. */
  lanes() {
    const film = this.film;
    const svg = (tag, attributes) => {
      const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
      return node;
    };
    find(".names").replaceChildren(...film.threads.map(name => make("div", "", name)));
    const room = find(".strip").clientWidth / (this.last + 1);
    this.column = Math.max(8, Math.min(24, Math.floor(room)));
    const width = (this.last + 1) * this.column;
    const height = film.threads.length * Player.LANE;
    const picture = svg("svg", {width, height, viewBox: `0 0 ${width} ${height}`, role: "img",
      "aria-label": "The states of the threads over the steps; the text below says the same"});
    this.marker = svg("rect", {class: "column", y: 0, width: this.column, height});
    picture.append(this.marker);
    film.threads.forEach((_, thread) => {
      const middle = (thread + .5) * Player.LANE;
      const draw = (state, from, to) => {
        const x = from * this.column, end = to * this.column;
        if (state === "running") picture.append(svg("rect", {class: state, x: x + 1, y: middle - 8, width: end - x - 2, height: 16, rx: 2}));
        if (state === "ready") picture.append(svg("rect", {class: state, x, y: middle - 2, width: end - x, height: 4}));
        if (state === "waiting") picture.append(svg("line", {class: state, x1: x, x2: end, y1: middle, y2: middle}));
        if (state === "ended") picture.append(svg("line", {class: "base", x1: x, x2: end, y1: middle, y2: middle}));
      };
      let from = 0, state = "";
      for (let p = 0; p <= this.last + 1; p++) {
        const now = p > this.last ? "" : this.running(p) === thread ? "running" : this.seats(p)[thread]?.state ?? "";
        if (now !== state || now === "running") {
          draw(state, from, p);
          from = p;
          state = now;
        }
      }
    });
    const gaps = new Set(film.gaps.map(gap => gap.before));
    film.steps.forEach((step, p) => {
      if (gaps.has(step.step)) picture.append(svg("line", {class: "gap", x1: p * this.column, x2: p * this.column, y1: 0, y2: height}));
    });
    picture.onclick = event => this.go(Math.floor(event.offsetX * width / picture.clientWidth / this.column));
    find(".strip").replaceChildren(picture);
  }

  go(position) {
    this.rows[this.position]?.classList.remove("current");
    this.position = Math.max(0, Math.min(this.last, position));
    this.rows[this.position]?.classList.add("current");
    const at = this.position;
    find(".controls input").value = at;
    for (const button of document.querySelectorAll("[data-go]")) {
      button.disabled = /first|previous/.test(button.dataset.go) ? at === 0 : at === this.last;
    }
    this.marker.setAttribute("x", at * this.column);
    const strip = find(".strip");
    strip.scrollLeft = Math.max(0, (at + .5) * this.column - strip.clientWidth / 2);
    this.tell(at);
    this.cards(at);
    this.owners(at);
  }

  tell(at) {
    const film = this.film;
    const step = film.steps[at];
    const total = film.total.toLocaleString("en");
    const now = find("#now");
    const input = find(".controls input");
    if (!step) {
      now.replaceChildren(`The end, after ${total} steps: `, make("strong", film.tone, film.outcome));
      input.setAttribute("aria-valuetext", "the end");
      return;
    }
    now.replaceChildren(`Step ${(step.step + 1).toLocaleString("en")} of ${total}: `,
      make("strong", "", film.threads[step.thread]), " ", ...operation(step));
    for (const said of step.told) now.append(make("span", "place", "\u201c" + said + "\u201d"));
    input.setAttribute("aria-valuetext", "step " + (step.step + 1) + ", " + film.threads[step.thread]);
  }

  cards(at) {
    const seats = this.seats(at);
    const running = this.running(at);
    find("#threads").replaceChildren(...this.film.threads.map((name, thread) => {
      const seat = seats[thread];
      const runs = thread === running;
      const card = make("div", "card " + (runs ? "running" : seat ? seat.state : "ended"),
        make("h4", "", name), make("p", "", runs ? "running: takes this step" : seat ? seat.why : "is not there yet"));
      if (seat && seat.state !== "ended") {
        const text = (seat.waitsFor && !runs ? "in " : runs ? "" : "next ") + seat.operation;
        card.append(make("p", "", text, seat.place ? make("span", "place", seat.place) : ""));
      }
      if (seat && seat.holds.length) card.append(make("p", "", make("strong", "", "holds " + seat.holds.join(" and "))));
      return card;
    }));
  }

  owners(at) {
    const names = this.film.threads;
    const seats = this.seats(at);
    const step = this.film.steps[at];
    const who = test => names.filter((_, thread) => seats[thread] && test(seats[thread], thread)).join(", ");
    find("#locks tbody").replaceChildren(...this.locks.map(lock => {
      const holder = who(seat => seat.holds.includes(lock));
      const wants = who((seat, thread) => seat.waitsFor === lock || step?.lock === lock && step.thread === thread);
      return make("tr", "", cell(lock), cell(holder || "nobody", "Held by"), cell(wants, "Wanted by"));
    }));
    find("#locks").hidden = this.locks.length === 0;
  }
}

let player;
const selection = find("#choose select");

function choose(number, scroll) {
  selection.value = number;
  player = new Player(data.films[number]);
  player.open();
  if (scroll) find("#film").scrollIntoView();
}

const moves = {
  first: () => 0,
  previous: () => player.position - 1,
  next: () => player.position + 1,
  last: () => player.last,
};
const keys = {Home: "first", ArrowLeft: "previous", ArrowRight: "next", End: "last"};

showSubject();
showOutcomes(number => choose(number, true));
showFailure();
showDecision();
for (const table of document.querySelectorAll("#outcomes table, #failure table, #locks table")) table.classList.add("narrow");
if (data.films.length) {
  data.films.forEach((film, number) => {
    const option = make("option", "", film.title);
    option.value = number;
    selection.append(option);
  });
  find("#choose").hidden = data.films.length < 2;
  selection.onchange = () => choose(Number(selection.value), false);
  find(".controls input").oninput = event => player.go(Number(event.target.value));
  for (const button of document.querySelectorAll("[data-go]")) {
    button.onclick = () => player.go(moves[button.dataset.go]());
  }
  document.addEventListener("keydown", event => {
    const move = keys[event.key];
    if (!move || !player.stepped || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target.closest?.("input, select, textarea")) return;
    event.preventDefault();
    player.go(moves[move]());
  });
  find("#film").hidden = false;
  choose(0, false);
}
