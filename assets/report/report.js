
// Filters and keys of the report. Without it the page still shows everything: claims link to their cards.
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const cards = new Map();
  const numbered = new Map();
  // Cards give up their ids, so that the browser does not scroll to a card that stays beside the article anyway.
  for (const card of all(".card")) {
    cards.set(card.id, card);
    numbered.set(card.dataset.number, { id: card.id, card });
    card.removeAttribute("id");
  }
  root.classList.add("js");
  const places = all("[data-claims]").map((element) => ({ element, numbers: element.dataset.claims.split(" ") }));
  const buttons = all(".filters [data-status]");
  const source = document.getElementById("source");
  const count = document.getElementById("count");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const narrow = matchMedia("(max-width: 60rem)");
  let last = "";

  const isOff = (number) => numbered.get(number).card.classList.contains("off");
  const visible = () => [...cards].filter(([, card]) => !card.classList.contains("off")).map(([id]) => id);
  const wanted = () => decodeURIComponent(location.hash.slice(1));

  const filter = () => {
    const statuses = new Set(buttons.filter((one) => one.getAttribute("aria-pressed") === "true").map((one) => one.dataset.status));
    for (const card of cards.values()) {
      const fits = statuses.has(card.dataset.status) && (source.value === "" || card.dataset.source === source.value);
      card.classList.toggle("off", !fits);
    }
    for (const { element, numbers } of places) {
      // Words that several claims cover belong to the shortest that is shown.
      const owner = numbers.find((number) => !isOff(number));
      element.classList.toggle("off", owner === undefined);
      if (owner !== undefined && element.classList.contains("words")) {
        const { id, card } = numbered.get(owner);
        element.className = `words ${card.dataset.status}`;
        element.href = `#${encodeURIComponent(id)}`;
      }
    }
    const shown = visible().length;
    count.textContent = shown === cards.size ? `${shown} claims` : `${shown} of ${cards.size} claims`;
    mark();
  };

  // Shows the card that the address names, and its words in the article.
  const mark = () => {
    const number = cards.get(wanted())?.dataset.number;
    for (const card of cards.values()) card.classList.toggle("open", card.dataset.number === number);
    for (const { element, numbers } of places) element.classList.toggle("open", numbers.includes(number));
  };

  const open = (focus) => {
    mark();
    const card = cards.get(wanted());
    const number = card?.dataset.number ?? last;
    const inArticle = places.filter(({ element, numbers }) => numbers.includes(number) && element.closest("article"));
    if (card) {
      last = number;
      const place = inArticle[0]?.element;
      const box = place?.getBoundingClientRect();
      const bottom = narrow.matches ? innerHeight * 0.35 : innerHeight - 80;
      if (box && (box.top < 80 || box.bottom > bottom)) {
        place.scrollIntoView({ block: narrow.matches ? "start" : "center", behavior: still.matches ? "auto" : "smooth" });
      }
      if (focus) card.querySelector("h3").focus({ preventScroll: true });
    } else if (focus) {
      inArticle.find(({ element }) => element.matches(".badge"))?.element.focus({ preventScroll: true });
    }
  };

  const step = (by) => {
    const ids = visible();
    if (ids.length === 0) return;
    const at = ids.indexOf(wanted());
    location.hash = ids[at < 0 ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length];
  };

  const close = () => {
    if (!cards.has(wanted())) return;
    // Like the link "Close", but without scrolling to the top of the article.
    history.pushState(null, "", "#");
    open(true);
  };

  for (const button of buttons) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      filter();
    });
  }
  source.addEventListener("change", filter);
  const pick = (key, status) => {
    source.value = key;
    for (const button of buttons) button.setAttribute("aria-pressed", String(status === "" || button.dataset.status === status));
    filter();
  };
  document.getElementById("all").addEventListener("click", () => pick("", ""));
  for (const button of all("[data-pick]")) {
    button.addEventListener("click", () => {
      pick(button.dataset.pick, button.dataset.statusPick);
      const first = visible()[0];
      if (first) location.hash = first;
    });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    if (link.classList.contains("off")) event.preventDefault();
    else if (link.classList.contains("close")) {
      event.preventDefault();
      close();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select, input, textarea")) return;
    if (event.key === "Escape") close();
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
  });
  addEventListener("hashchange", () => open(true));
  addEventListener("popstate", () => open(true));
  addEventListener("beforeprint", () => all("details").forEach((one) => { one.open = true; }));
  filter();
  open(false);
})();
