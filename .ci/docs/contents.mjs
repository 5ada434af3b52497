// Which pages there are, in the order of the sidebar. Each is `.docs/pages/<name>.md`.
export const CONTENTS = [
  { title: 'Start', pages: ['first-event', 'panel', 'query'] },
  {
    title: 'Attach an emitter',
    pages: [
      'own-bus',
      'mitt',
      'nanoevents',
      'eventemitter3',
      'node-events',
      'tseep',
      'emittery',
      'hookable',
      'rxjs',
      'pub-sub',
    ],
  },
  { title: 'Attach a store', pages: ['redux', 'zustand', 'tanstack'] },
  {
    title: 'Attach the browser',
    pages: ['dom-events', 'broadcast-channel', 'message-port', 'websocket', 'event-source', 'network'],
  },
  {
    title: 'The panel on your page',
    pages: ['mount-panel', 'react', 'react-panel', 'tanstack-devtools', 'own-window', 'auto', 'production'],
  },
  {
    title: 'Leave the tab',
    pages: ['drivers', 'servers', 'redis', 'broker', 'types-and-schemas', 'streams'],
  },
  { title: 'In depth', pages: ['bus', 'recorder', 'benchmarks'] },
]
