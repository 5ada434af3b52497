/** The tones of the peers, calm next to the accent and legible as text on the background of their theme. */
interface Palette {
  readonly background: string
  readonly border: string
  readonly grid: string
  readonly axis: string
  readonly text: string
  readonly muted: string
  readonly ours: string
  readonly peers: readonly string[]
}

const LIGHT: Palette = {
  background: '#ffffff',
  border: '#e0e3e9',
  grid: '#eceef2',
  axis: '#c9ced8',
  text: '#1c2026',
  muted: '#5a6270',
  ours: '#3b51e0',
  peers: ['#955b41', '#3d7d5d', '#885983', '#8b7035', '#1e788a', '#a05f60', '#60743b', '#7c699f'],
}

const DARK: Palette = {
  background: '#0d1117',
  border: '#2c3038',
  grid: '#1f242c',
  axis: '#434955',
  text: '#e4e7ec',
  muted: '#a3abb9',
  ours: '#93a4ff',
  peers: ['#c38d75', '#7ab395', '#b68bb2', '#baa16e', '#61a7b8', '#d09291', '#91a470', '#ac9acd'],
}

/** How many peers have a tone of their own. */
export const PEER_TONES = LIGHT.peers.length

/**
 * The style sheet inside the picture. The theme is that of whoever looks, and the picture has its own background:
 * it stays legible on a page that disagrees with the system about dark and light.
 */
export const STYLE = `
text { font: 12px system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif; }
.title { font-size: 15px; font-weight: 600; }
.tick, .unit, .caption { font-size: 11.5px; }
.tick, .label { font-variant-numeric: tabular-nums; }
.line { fill: none; stroke-width: 1.5; stroke-linejoin: round; stroke-linecap: round; }
.line.ours { stroke-width: 2.75; }
.label.ours { font-weight: 600; }
.leader { fill: none; stroke-width: 1; opacity: 0.5; }
.leader.early { stroke-dasharray: 1 4; stroke-linecap: round; opacity: 0.8; }
.grid, .axis { stroke-width: 1; }
${rules(LIGHT)}
@media (prefers-color-scheme: dark) {
${rules(DARK)}
}
`

function rules({ background, border, grid, axis, text, muted, ours, peers }: Palette): string {
  return [
    `.card { fill: ${background}; stroke: ${border}; }`,
    `.grid { stroke: ${grid}; }`,
    `.axis { stroke: ${axis}; }`,
    `.title { fill: ${text}; }`,
    `.tick, .unit, .caption { fill: ${muted}; }`,
    `.dot { stroke: ${background}; }`,
    tone('ours', ours),
    ...peers.map((colour, index) => tone(`peer${index}`, colour)),
  ].join('\n')
}

function tone(name: string, colour: string): string {
  return `.line.${name}, .leader.${name} { stroke: ${colour}; } .dot.${name}, .label.${name} { fill: ${colour}; }`
}
