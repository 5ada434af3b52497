// The public entries of the package: what the reference has a page for.
import { findEntries } from '../package/entries.mjs'

/** What each is for, in one line, in the order of the sidebar. One that is not here comes last, without a line. */
const ABOUT = {
  eventscope: 'The bus: typed events, listeners, handles, observers.',
  'eventscope/recorder': 'Keeps what happened, bounded, and answers questions about it.',
  'eventscope/panel': 'The devtools panel, on any page. A stub in production.',
  'eventscope/panel/production': 'The same panel, in production too.',
  'eventscope/auto': 'Finds the buses of the page and opens the panel on a shortcut.',
  'eventscope/react': 'Hooks for listeners, dispatching and recordings.',
  'eventscope/adapters/mitt': 'Makes a mitt emitter report.',
  'eventscope/adapters/nanoevents': 'Makes a nanoevents emitter report.',
  'eventscope/adapters/eventemitter3': 'Makes an EventEmitter3 report.',
  'eventscope/adapters/node': "Makes an emitter of Node's `events` report.",
  'eventscope/adapters/tseep': 'Makes a tseep emitter report.',
  'eventscope/adapters/emittery': 'Makes an Emittery report.',
  'eventscope/adapters/hookable': 'Makes the hooks of hookable report.',
  'eventscope/adapters/rxjs': 'Makes an RxJS subject report.',
  'eventscope/adapters/dom': 'Makes DOM events report, of chosen types on chosen roots.',
  'eventscope/adapters/pubsub': 'Makes what publishes and subscribes by topic report.',
  'eventscope/adapters/redux': 'Makes a Redux store report its actions.',
  'eventscope/adapters/zustand': 'Makes a zustand store report its changes.',
  'eventscope/adapters/tanstack': "Makes TanStack's event client report.",
  'eventscope/adapters/broadcast-channel': 'Makes a BroadcastChannel report its messages.',
  'eventscope/adapters/message-port': 'Makes a MessagePort report its messages.',
  'eventscope/adapters/websocket': 'Makes WebSockets report.',
  'eventscope/adapters/event-source': 'Makes an EventSource report.',
  'eventscope/adapters/network': 'Makes fetch and XMLHttpRequest report.',
  'eventscope/drivers': 'What all drivers have in common, to write one.',
  'eventscope/drivers/broadcast-channel': 'Shares events with other tabs, frames and workers.',
  'eventscope/drivers/http': 'Shares events with a server.',
  'eventscope/drivers/redis': 'Shares events between processes; Node only.',
  'eventscope/drivers/broker': 'Publishes and consumes, with an outbox that survives being offline.',
  'eventscope/wire': 'Messages, codecs, types and versions of events.',
  'eventscope/http': 'An endpoint for servers that speak `fetch`.',
  'eventscope/http/node': 'That endpoint on plain Node.',
  'eventscope/streams': 'Keyed streams, in the page or in workers.',
}

/** Gives `{ name, slug, file, about }` for each entry there is; the file is relative to the root. */
export function publicEntries() {
  const order = Object.keys(ABOUT)
  const place = (name) => (name in ABOUT ? order.indexOf(name) : order.length)
  return findEntries()
    .map(({ name, source }) => ({ name: name.replace(/^\./, 'eventscope'), file: source }))
    .toSorted((a, b) => place(a.name) - place(b.name) || a.name.localeCompare(b.name))
    .map(({ name, file }) => ({ name, slug: slugOf(name), file, about: ABOUT[name] ?? '' }))
}

/** `eventscope/http/node` has the folder `http-node`. */
function slugOf(name) {
  return name.split('/').slice(1).join('-') || 'eventscope'
}
