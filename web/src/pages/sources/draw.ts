// Loaded only when the network is shown: sigma and graphology weigh more than the rest of the page together.
import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import Sigma from 'sigma';
import type { Net } from './figures';

export interface Drawing {
  /** shows one node and its neighbours, all others faint; null shows all */
  choose(key: string | null): void;
  zoom(factor: number): void;
  fit(): void;
  close(): void;
}

const MARK = { outlet: '▪ ', named: '', unnamed: '? ' } as const;

/** The same places for the same network: positions start from a hash of the name, not from chance. */
function spot(key: string): [number, number] {
  let h = 2166136261;
  for (let i = 0; i < key.length; i++) h = Math.imul(h ^ key.charCodeAt(i), 16777619) >>> 0;
  const angle = ((h & 0xffff) / 0xffff) * 2 * Math.PI;
  const radius = 0.2 + ((h >>> 16) / 0xffff) * 0.8;
  return [Math.cos(angle) * radius, Math.sin(angle) * radius];
}

/** A slice of work, and then a pause in which the page can answer. */
const pause = () => new Promise<void>((done) => setTimeout(done));

/** Without a graphics card the picture takes half a second: it is drawn for who stays on the page, not for who passes through. */
const STAYS = 600;
const stayed = () => new Promise<void>((done) => setTimeout(done, STAYS));

/** Nothing where `wanted` says meanwhile that the drawing is not wanted any more. */
export async function draw(box: HTMLElement, net: Net, onChoose: (key: string | null) => void, wanted: () => boolean): Promise<Drawing | null> {
  const style = getComputedStyle(box);
  // A token may be light-dark(…), which only the browser can turn into one colour.
  const probe = box.appendChild(document.createElement('span'));
  const colour = (name: string, otherwise: string) => {
    probe.style.color = otherwise;
    probe.style.color = `var(${name}, ${otherwise})`;
    return getComputedStyle(probe).color || otherwise;
  };
  const ink = colour('--ink', '#222222');
  const faint = colour('--net-faint', '#cccccc');
  const line = colour('--net-line', '#aaaaaa');
  const ground = colour('--bg-raised', '#ffffff');
  const tint = {
    outlet: colour('--net-outlet', '#555555'),
    named: colour('--net-named', '#1f5fbf'),
    unnamed: colour('--net-unnamed', '#b3651b'),
  };

  probe.remove();

  const graph = new Graph({ type: 'undirected' });
  for (const n of net.nodes) {
    const [x, y] = spot(n.key);
    graph.addNode(n.key, { x, y, size: 3 + 2.2 * Math.sqrt(n.n), label: MARK[n.kind] + n.name, kind: n.kind, color: tint[n.kind] });
  }
  for (const e of net.edges) if (!graph.hasEdge(e.from, e.to)) graph.addEdge(e.from, e.to);
  // A slice at a time, so that the page answers meanwhile, and drawn once it is at rest: without a graphics card every
  // picture takes long. The same number of steps always, so that the same network comes to rest in the same places.
  const settings = { ...forceAtlas2.inferSettings(graph), gravity: 1.5, adjustSizes: false, linLogMode: true };
  await stayed();
  if (!wanted()) return null;
  let left = net.nodes.length > 400 ? 150 : 400;
  while (left > 0) {
    const until = performance.now() + 12;
    while (left > 0 && performance.now() < until) {
      forceAtlas2.assign(graph, { iterations: 5, settings });
      left -= 5;
    }
    await pause();
    if (!wanted()) return null;
  }

  let chosen: string | null = null;
  let near = new Set<string>();
  const sigma = new Sigma(graph, box, {
    labelColor: { color: ink },
    labelFont: style.fontFamily,
    labelSize: 12,
    labelRenderedSizeThreshold: net.nodes.length > 80 ? 7 : 4,
    labelDensity: 0.8,
    defaultEdgeColor: line,
    allowInvalidContainer: true,
    zIndex: true,
    nodeReducer: (key, data) =>
      chosen && key !== chosen && !near.has(key)
        ? { ...data, color: faint, label: '', zIndex: 0 }
        : { ...data, zIndex: 1, forceLabel: chosen !== null, highlighted: false },
    edgeReducer: (edge, data) => {
      if (!chosen) return { ...data, size: 0.7 };
      return graph.hasExtremity(edge, chosen) ? { ...data, size: 2, color: ink } : { ...data, hidden: true };
    },
    // The library's own label under the pointer is black on white: unreadable in the dark.
    defaultDrawNodeHover: (canvas, data, settings) => {
      if (typeof data.label !== 'string' || !data.label) return;
      canvas.font = `${settings.labelSize}px ${settings.labelFont}`;
      const width = canvas.measureText(data.label).width;
      canvas.fillStyle = ground;
      canvas.fillRect(data.x + data.size + 1, data.y - settings.labelSize / 2 - 4, width + 6, settings.labelSize + 8);
      canvas.fillStyle = ink;
      canvas.fillText(data.label, data.x + data.size + 3, data.y + settings.labelSize / 3);
    },
  });

  const choose = (key: string | null) => {
    chosen = key && graph.hasNode(key) ? key : null;
    near = new Set(chosen ? graph.neighbors(chosen) : []);
    sigma.refresh({ skipIndexation: true });
  };
  sigma.on('clickNode', ({ node }) => onChoose(node));
  sigma.on('clickStage', () => onChoose(null));
  sigma.on('enterNode', () => (box.style.cursor = 'pointer'));
  sigma.on('leaveNode', () => (box.style.cursor = ''));
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const move = { duration: still ? 0 : 200 };

  return {
    choose,
    zoom: (factor) => void (factor > 1 ? sigma.getCamera().animatedZoom(move) : sigma.getCamera().animatedUnzoom(move)),
    fit: () => void sigma.getCamera().animatedReset(move),
    close: () => sigma.kill(),
  };
}
