// Works behind the pages where there is no line: keeps the list of what is due and the forms to fill in, and holds what is sent there
// until it arrives. What it keeps of a person is encrypted (AES-GCM) with a key that the site gives to that person's session only. The
// key is forgotten at sign-out, when the site answers for somebody else or for nobody, and when the session must have ended; what
// waits to be sent stays, and opens when the same person signs in again. `self.parts` stands in the line above, written by the site.
"use strict";

const CACHE = "parts " + self.parts[0];
const PERSON = "banyan-person";
const FORM = /^\/reports\/([^/]+\/[^/]+\/[^/]+)\/(send|draft)$/;
// What is due is asked for again after half an hour.
const AGAIN = 30 * 60 * 1000;
const HEADERS = ["content-type", "content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy", "cache-control"];

let offline = false;
// Counts how often the key was forgotten: what began before ends without it.
let forgotten = 0;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll(self.parts);
    await cache.put("/offline", await fetch("/offline", { credentials: "omit" }));
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(part(event.request));
  else if (event.request.mode !== "navigate") return;
  else if (event.request.method === "GET") event.respondWith(read(event, url));
  else event.respondWith(write(event, url));
});

self.addEventListener("message", (event) => {
  const { ask, report, id } = event.data;
  event.waitUntil((async () => {
    if (ask === "look") {
      await keep().catch(() => { offline = true; });
      await replay();
    }
    if (ask === "seen") await forgetTold();
    if (ask === "remove") await remove("queue", id);
    if (ask === "typed") event.source.postMessage({ typed: await typed(report) });
    await tell();
  })());
});

// --- What is stored: one object a record, each in a transaction of its own.

const database = () => new Promise((done, fail) => {
  const asked = indexedDB.open("banyan", 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("state", { keyPath: "name" });
    asked.result.createObjectStore("pages", { keyPath: "name" });
    asked.result.createObjectStore("queue", { keyPath: "id" });
  };
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => fail(asked.error);
});

const within = async (store, mode, act) => {
  const own = await database();
  try {
    return await new Promise((done, fail) => {
      const tx = own.transaction(store, mode);
      const asked = act(tx.objectStore(store));
      tx.oncomplete = () => done(asked.result);
      tx.onerror = tx.onabort = () => fail(tx.error);
    });
  } finally {
    own.close();
  }
};

const get = (store, name) => within(store, "readonly", (own) => own.get(name));
const all = (store) => within(store, "readonly", (own) => own.getAll());
const put = (store, value) => within(store, "readwrite", (own) => own.put(value));
const remove = (store, name) => within(store, "readwrite", (own) => own.delete(name));

// --- The key, and what it closes.

const key = async () => {
  const held = await get("state", "key");
  if (!held) return null;
  const now = Date.now();
  if (held.since <= now && now < held.until) return held;
  await forget();
  return null;
};

const forget = async () => {
  forgotten += 1;
  await remove("state", "key");
  await within("pages", "readwrite", (own) => own.clear());
};

// The site has answered for somebody: the key stays for its owner only, as long as the session may live.
const met = async (person) => {
  const held = await get("state", "key");
  if (!held) return;
  if (held.owner !== person) return forget();
  const now = Date.now();
  const before = forgotten;
  if (now < held.since || held.until - now < held.lives - 60000) {
    const longer = { ...held, since: now, until: now + held.lives };
    if (before === forgotten) await put("state", longer);
  }
};

const bytes = (text) => new TextEncoder().encode(text);
const about = (owner, name) => bytes(owner + " " + name);

const seal = async (held, name, value) => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: "AES-GCM", iv, additionalData: about(held.owner, name) };
  return { owner: held.owner, iv, data: await crypto.subtle.encrypt(how, held.key, bytes(JSON.stringify(value))) };
};

const unseal = async (held, name, { iv, data }) => {
  const how = { name: "AES-GCM", iv, additionalData: about(held.owner, name) };
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, held.key, data)));
};

// --- Pages.

const part = async (request) => {
  const cache = await caches.open(CACHE);
  const held = await cache.match(request, { ignoreVary: true });
  if (held) return held;
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  } catch (failure) {
    // A page that was kept before an upgrade names the parts of then.
    const name = (address) => new URL(address).pathname.split("/").slice(3).join("/");
    const same = (await cache.keys()).find((own) => name(own.url) === name(request.url));
    if (same) return cache.match(same, { ignoreVary: true });
    throw failure;
  }
};

const keepPage = async (held, path, answer, before) => {
  const headers = HEADERS.filter((name) => answer.headers.has(name)).map((name) => [name, answer.headers.get(name)]);
  const html = (await answer.text()).replaceAll("?keep=1&amp;lang=", "?lang=");
  const page = { html, headers, at: new Date().toISOString() };
  const sealed = await seal(held, path, page);
  if (before === forgotten) await put("pages", { name: path, ...sealed });
};

const kept = async (path) => {
  const held = await key();
  const own = held && await get("pages", path);
  if (!own || own.owner !== held.owner) return null;
  const page = await unseal(held, path, own).catch(() => null);
  return page && new Response(page.html.replace("<html", `<html data-kept="${page.at}"`), { headers: page.headers });
};

const instead = async () => await kept("/offline") || await caches.match("/offline") || Response.error();

// Ours answers for a person or for nobody; whatever else answers on the way (a portal, a proxy) is no line.
const ours = (answer) => answer.type === "opaqueredirect" || answer.headers.has(PERSON);

const reached = async (request) => {
  try {
    await leave();
    const answer = await fetch(request);
    offline = !ours(answer);
    return answer;
  } catch {
    offline = true;
    return null;
  }
};

const read = async (event, url) => {
  const answer = await reached(event.request);
  if (!answer || offline) return await kept(url.pathname) || answer || await instead();
  const person = answer.headers.get(PERSON);
  if (person) await met(person);
  if (person && answer.status === 200 && !url.search) event.waitUntil(renew(url.pathname, answer.clone()));
  return answer;
};

// A page that is kept is kept anew when it is read.
const renew = async (path, answer) => {
  const before = forgotten;
  const held = await key();
  if (held && await get("pages", path)) await keepPage(held, path, answer, before);
};

// What is due, and the key with it.
let keeping = null;
const keep = () => {
  keeping = keeping || keepDue().finally(() => { keeping = null; });
  return keeping;
};

const keepDue = async () => {
  await leave();
  const held = await key();
  const before = forgotten;
  if (held && Date.now() - held.asked < AGAIN) return;
  const device = await get("state", "device") || { name: "device", id: crypto.randomUUID() };
  await put("state", device);
  const answer = await post("/api/reports/device", { device: device.id });
  if (answer.status === 401) await forget();
  if (!answer.ok) return;
  offline = false;
  const { person, key: given, seconds, pages } = await answer.json();
  if (held && held.owner !== person) await forget();
  const letters = atob(given.replace(/-/g, "+").replace(/_/g, "/"));
  const raw = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  const opened = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  raw.fill(0);
  const now = Date.now();
  const lives = seconds * 1000;
  const own = { name: "key", owner: person, key: opened, since: now, until: now + lives, lives, asked: now };
  const since = held && held.owner !== person ? before + 1 : before;
  if (since !== forgotten) return;
  await put("state", own);
  for (const path of pages) {
    const page = await fetch(path + "?keep=1");
    if (page.ok && !page.redirected && page.headers.get(PERSON) === person) await keepPage(own, path, page, since);
  }
  for (const { name } of await all("pages")) if (!pages.includes(name)) await remove("pages", name);
};

const post = (path, body) => fetch(path, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

// Whoever signed out without a line is signed out at the site before anything else is asked of it.
const leave = async () => {
  if (!await get("state", "leaving")) return;
  await fetch("/sign-out", { method: "POST", redirect: "manual" });
  const after = await fetch("/offline", { method: "HEAD" });
  if (after.headers.get(PERSON) === "nobody") await remove("state", "leaving");
};

// --- What is sent.

const write = async (event, url) => {
  const named = FORM.exec(url.pathname);
  const copy = named && event.request.clone();
  const leaves = url.pathname === "/sign-out";
  if (leaves) await forget();
  const answer = await reached(event.request);
  if (answer && !offline) {
    if (named && (answer.type === "opaqueredirect" || [409, 422].includes(answer.status))) await forgetTyped(named[1]);
    return answer;
  }
  if (leaves) {
    await put("state", { name: "leaving" });
    return Response.redirect("/offline", 303);
  }
  return named ? queue(await copy.formData(), named[1], named[2]) : answer || instead();
};

// A UUID of version 7, by the device's clock.
const freshId = () => {
  const own = crypto.getRandomValues(new Uint8Array(16));
  let time = Date.now();
  for (let place = 5; place >= 0; place -= 1) { own[place] = time % 256; time = Math.floor(time / 256); }
  own[6] = 0x70 | own[6] & 0x0f;
  own[8] = 0x80 | own[8] & 0x3f;
  const hex = [...own].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

const field = (pairs, name) => (pairs.find(([own]) => own === name) || ["", ""])[1];

const queue = async (form, report, verb) => {
  const held = await key();
  if (!held) return instead();
  const pairs = [...form].filter(([, value]) => typeof value === "string");
  const there = await mine(held);
  // What was typed later stands for what was typed before, as long as nobody has tried to send that.
  for (const own of there) {
    if (own.report === report && (own.kind === "draft" || own.kind === "waiting" && !own.tried)) await remove("queue", own.id);
  }
  const sends = verb === "send";
  // What was tried may have arrived: this one then follows it.
  const after = there.filter((own) => own.report === report && own.kind === "waiting" && own.tried).map((own) => own.id).pop() || "";
  const used = there.some((own) => own.id === field(pairs, "call") && (own.tried || own.report !== report));
  const call = used || !field(pairs, "call") ? freshId() : field(pairs, "call");
  const at = new Date().toISOString();
  const id = sends ? call : "draft " + report;
  await save(held, { id, kind: sends ? "waiting" : "draft", report, title: field(pairs, "title"), pairs, at, after, tried: false });
  return Response.redirect(sends ? "/reports" : "/reports/" + report, 303);
};

const save = async (held, { id, ...rest }) =>
  put("queue", { id, waits: rest.kind === "waiting", ...await seal(held, id, rest) });

// What is the key owner's, opened; the first that was typed first.
const mine = async (held) => {
  const own = (await all("queue")).filter((record) => record.owner === held.owner);
  const opened = own.map(async (record) => {
    const rest = await unseal(held, record.id, record).catch(() => null);
    return rest && { id: record.id, ...rest };
  });
  return (await Promise.all(opened)).filter(Boolean).sort((one, two) => one.at < two.at ? -1 : 1);
};

const typed = async (report) => {
  const held = await key();
  const own = held ? (await mine(held)).filter((record) => record.report === report) : [];
  return own.find((record) => record.kind === "draft") || own.find((record) => record.kind === "waiting") || null;
};

const forgetTyped = async (report) => {
  const held = await key();
  if (!held) return;
  for (const own of await mine(held)) if (own.report === report && own.kind === "draft") await remove("queue", own.id);
};

const forgetTold = async () => {
  const held = await key();
  if (!held) return;
  for (const own of await mine(held)) if (["sent", "kept"].includes(own.kind)) await remove("queue", own.id);
};

// One worker sends at a time, also while a newer one takes over.
const replay = () => navigator.locks.request("banyan-send", async () => {
  const held = await key();
  const waiting = held ? (await mine(held)).filter((own) => own.kind === "waiting") : [];
  // Nothing counts as tried that cannot have arrived.
  if (waiting.length === 0 || !await answers()) return;
  for (const own of waiting) {
    await save(held, { ...own, tried: true });
    const answer = await post("/api/reports/" + own.report, content(own)).catch(() => null);
    const told = answer && await answer.json().catch(() => null);
    offline = !told;
    // No line, or nothing that is ours: it waits. Nobody is signed in: it waits for its owner.
    if (!told || answer.status >= 500 || answer.status === 429) return;
    if (answer.status === 401) return forget();
    const became = { id: own.id, report: own.report, title: own.title, at: own.at };
    if (told.state === "sent" || told.state === "kept") await save(held, { ...became, kind: told.state, receipt: told.receipt });
    else await save(held, { ...own, kind: "refused", why: told.error });
  }
  // What is due is another list now.
  const still = await get("state", "key");
  if (still) await put("state", { ...still, asked: 0 }).then(keep);
});

const answers = async () => {
  const answer = await fetch("/offline", { method: "HEAD" }).catch(() => null);
  offline = !answer || !ours(answer);
  return !offline;
};

const content = ({ id, pairs, at, after }) => {
  const body = { command: id, device_at: field(pairs, "device_at") || at, after, entries: {}, explanations: {} };
  for (const name of ["form_version", "based_on"]) body[name] = Number(field(pairs, name)) || 0;
  body.draft = Number(field(pairs, "revision")) || 0;
  for (const name of ["language", "reason"]) body[name] = field(pairs, name);
  for (const [name, value] of pairs) {
    if (!value.trim()) continue;
    if (name.startsWith("e.")) body.entries[name.slice(2)] = value;
    if (name.startsWith("why.")) body.explanations[name.slice(4)] = value.trim();
  }
  return body;
};

// --- What pages are told.

const tell = async () => {
  const held = await key();
  const own = held ? await mine(held) : [];
  const others = (await all("queue")).filter((record) => record.waits && (!held || record.owner !== held.owner));
  const state = { offline, others: others.length };
  for (const kind of ["waiting", "sent", "kept", "refused"]) {
    const those = own.filter((record) => record.kind === kind);
    state[kind] = those.map(({ id, report, title, at, receipt, why }) => ({ id, report, title, at, receipt, why }));
  }
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const page of pages) page.postMessage({ state });
};
