import type { Topic } from "../scenarios/scenario.ts";
import { classifySentence } from "../text/classify-sentence.ts";
import { stemWord } from "../text/stem-word.ts";
import { tokeniseWords } from "../text/tokenise-words.ts";
import { weighWordRole } from "./word-roles.ts";
import type { WordVectors } from "./word-vectors.ts";

export type SentenceKind = "question" | "statement";

/** Tunables, exposed while tuning. */
export const P = {
  floor: 0.4, vecTop: 0.9, lex: 0.92, beta: 1, oov: 0.8, idfMin: 0.25,
  aF: 0.6, aSecond: 0.1, aTopic: 0.3, aCos: 0,
  accept: 0.5, margin: 0.03, trigram: 0.6,
};

export interface TopicScore {
  readonly topicId: string;
  /** 0 to 1; 1 is an exact phrase. */
  readonly score: number;
}

export interface TopicMatch extends TopicScore {
  readonly runnerUp: TopicScore | null;
}

export interface TopicIndex {
  match(sentence: string, kind: SentenceKind): TopicMatch | null;
  rank(sentence: string, kind: SentenceKind): readonly TopicScore[];
  matchWithout(topicId: string, exampleIndex: number): TopicMatch | null;
}

interface Tok { key: string; word: string; role: number }
function toks(s: string): Tok[] {
  const ws = tokeniseWords(s);
  const out: Tok[] = [];
  for (let i = 0; i < ws.length && i < 60; i++) {
    const w = ws[i]!;
    if (w === "how" && ["long", "many", "much", "often", "bad", "old", "far", "soon", "big", "severe"].includes(ws[i + 1] ?? "")) {
      out.push({ key: `how ${ws[i + 1]}`, word: "", role: 0.7 });
      i++;
      continue;
    }
    out.push({ key: stemWord(w), word: w, role: weighWordRole(w) });
  }
  return out;
}
interface V { key: string; word: string; role: number; w: number; vec: Int8Array | null; norm: number; groups: readonly number[]; topics: Set<number>; posts: number[] }
const norm = (v: Int8Array) => { let s = 0; for (const x of v) s += x * x; return Math.sqrt(s); };
const dot = (a: Int8Array, b: Int8Array) => { let s = 0; for (let i = 0; i < a.length; i++) s += a[i]! * b[i]!; return s; };
const tri = (w: string) => { const s = new Set<string>(); const p = `^${w}$`; for (let i = 0; i + 3 <= p.length; i++) s.add(p.slice(i, i + 3)); return s; };

export function createTopicIndex(topics: readonly Topic[], lexicon: readonly (readonly string[])[], wordVectors: WordVectors): TopicIndex {
  const groupsOf = new Map<string, number[]>();
  lexicon.forEach((g, i) => { for (const w of g) for (const t of tokeniseWords(w)) { const k = stemWord(t); groupsOf.set(k, [...(groupsOf.get(k) ?? []), i]); } });
  const vocab: V[] = []; const byKey = new Map<string, number>();
  const ex: { topic: number; index: number; terms: Map<number, number>; total: number }[] = [];
  topics.forEach((t, ti) => t.examples.forEach((e, ei) => {
    const terms = new Map<number, number>();
    for (const k of toks(e)) {
      let id = byKey.get(k.key);
      if (id === undefined) {
        id = vocab.length; byKey.set(k.key, id);
        const vec = k.word ? wordVectors.find(k.word) : null;
        vocab.push({ ...k, w: 0, vec, norm: vec ? norm(vec) : 1, groups: groupsOf.get(k.key) ?? [], topics: new Set(), posts: [] });
      }
      terms.set(id, 1); vocab[id]!.topics.add(ti);
    }
    ex.push({ topic: ti, index: ei, terms, total: 0 });
  }));
  const N = topics.length;
  const ln = Math.log2(N + 1);
  for (const v of vocab) {
    v.w = v.role * Math.max(P.idfMin, Math.log2((N + 1) / v.topics.size) / ln);
  }
  ex.forEach((e, i) => { for (const id of e.terms.keys()) { e.total += vocab[id]!.w; vocab[id]!.posts.push(i); } });
  const memo = new Map<string, { w: number; near: [number, number][] }>();
  const lookup = (t: Tok) => {
    const mk = t.key + "|" + t.word;
    let m = memo.get(mk);
    if (m) return m;
    const near: [number, number][] = [];
    const exact = byKey.get(t.key);
    const groups = groupsOf.get(t.key) ?? [];
    const vec = t.word ? wordVectors.find(t.word) : null;
    const n = vec ? norm(vec) : 1;
    const tg = !vec && t.word.length >= 5 ? tri(t.word) : null;
    let best = 0, bestW = 0;
    vocab.forEach((v, id) => {
      let s = 0;
      if (id === exact) s = 1;
      else if (groups.some((g) => v.groups.includes(g))) s = P.lex;
      else if (t.role >= 0.25 && v.role >= 0.25) {
        if (vec && v.vec) { const c = dot(vec, v.vec) / (n * v.norm); if (c > P.floor) s = ((c - P.floor) / (1 - P.floor)) * P.vecTop; }
        else if (tg && v.word.length >= 4) { const o = tri(v.word); let c = 0; for (const x of tg) if (o.has(x)) c++; const d = (2 * c) / (tg.size + o.size); if (d >= P.trigram) s = d * 0.9; }
      }
      if (s > 0.05) { near.push([id, s]); if (s > best) { best = s; bestW = v.w; } }
    });
    const w = exact !== undefined ? vocab[exact]!.w : best * bestW + (1 - best) * t.role * P.oov;
    m = { w, near };
    if (memo.size > 4096) memo.clear();
    memo.set(mk, m);
    return m;
  };
  const phrases = topics.map((t) => t.phrases.map((p) => ` ${tokeniseWords(p).join(" ")} `));
  const nots = topics.map((t) => t.not.map((p) => ` ${tokeniseWords(p).join(" ")} `));
  const best = new Float64Array(ex.length);
  const covered = new Float64Array(ex.length);
  const compute = (sentence: string, kind: SentenceKind, skip: number): TopicScore[] => {
    const text = ` ${tokeniseWords(sentence).join(" ")} `;
    const q = [...new Map(toks(sentence).map((t) => [t.key, t])).values()];
    const infos = q.map(lookup);
    const total = infos.reduce((a, b) => a + b.w, 0);
    covered.fill(0);
    const tcover = new Float64Array(N); const tb = new Float64Array(N);
    const vbest = new Map<number, number>();
    for (const m of infos) {
      best.fill(0); tb.fill(0);
      for (const [id, s] of m.near) {
        if (s > (vbest.get(id) ?? 0)) vbest.set(id, s);
        for (const e of vocab[id]!.posts) { if (e === skip) continue; if (s > best[e]!) best[e] = s; const t = ex[e]!.topic; if (s > tb[t]!) tb[t] = s; }
      }
      for (let e = 0; e < ex.length; e++) covered[e]! += m.w * best[e]!;
      for (let t = 0; t < N; t++) tcover[t]! += m.w * tb[t]!;
    }
    const rec = new Float64Array(ex.length);
    for (const [id, s] of vbest) for (const e of vocab[id]!.posts) rec[e]! += vocab[id]!.w * s;
    const f1 = new Float64Array(N), f2 = new Float64Array(N);
    ex.forEach((e, i) => {
      if (i === skip) return;
      const p = total ? covered[i]! / total : 0, r = e.total ? rec[i]! / e.total : 0;
      const b = P.beta * P.beta;
      const f = p + r > 0 ? ((1 + b) * p * r) / (b * p + r) : 0;
      if (f > f1[e.topic]!) { f2[e.topic] = f1[e.topic]!; f1[e.topic] = f; } else if (f > f2[e.topic]!) f2[e.topic] = f;
    });
    const scores = topics.map((t, i) => {
      if (t.listens !== "any" && t.listens !== kind) return { topicId: t.id, score: 0 };
      if (nots[i]!.some((p) => text.includes(p))) return { topicId: t.id, score: 0 };
      if (phrases[i]!.some((p) => text.includes(p))) return { topicId: t.id, score: 1 };
      return { topicId: t.id, score: Math.min(0.99, P.aF * f1[i]! + P.aSecond * f2[i]! + P.aTopic * (total ? tcover[i]! / total : 0)) };
    });
    return scores.sort((a, b) => b.score - a.score);
  };
  const decide = (r: TopicScore[]): TopicMatch | null => {
    const [a, b] = r;
    if (!a || a.score < P.accept) return null;
    if (a.score < 1 && b && a.score - b.score < P.margin) return null;
    return { ...a, runnerUp: b ?? null };
  };
  return {
    match: (s, k) => decide(compute(s, k, -1)),
    rank: (s, k) => compute(s, k, -1),
    matchWithout(topicId, exampleIndex) {
      const i = ex.findIndex((e) => topics[e.topic]!.id === topicId && e.index === exampleIndex);
      const e = topics.find((t) => t.id === topicId)?.examples[exampleIndex];
      return e === undefined ? null : decide(compute(e, classifySentence(e), i));
    },
  };
}
