'use client'

import { createRecorder, type Recorder } from 'eventscope/recorder'
import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from 'react'
import { isProduction } from './host/is-production.ts'
import { attachAll, checkSubject, type Observed, observedOf, type PanelSubject } from './host/options.ts'
import { createPanelRoot, isLaidOut } from './host/root.ts'
import { createBox } from './host/surface.ts'
import { PanelView } from './PanelView.tsx'
import { createPanel } from './store.ts'

/** What `<EventscopePanel/>` may be told. */
export interface EventscopePanelProps extends PanelSubject {
  /** Of the box that the panel fills: give it a height. */
  readonly className?: string | undefined
  readonly style?: CSSProperties | undefined
  /** As that of `mountPanel()`. */
  readonly nonce?: string | undefined
}

/**
 * A panel as part of a React app: it fills a box of the app, in a shadow root. On a server it renders the empty box.
 * Given a bus, it records while it is mounted; what it has recorded stays while React keeps the component.
 * Where `NODE_ENV` is `production` it renders nothing, as the stub does that a build for production has in its place:
 * else a server, which has no stub, would render the box that its pages then miss.
 * @throws {TypeError} without a recorder and without a bus, or with both
 * @example
 * <EventscopePanel recorder={recorder} style={{ height: 400 }} />
 */
export function EventscopePanel(props: EventscopePanelProps): ReactNode {
  return isProduction() ? null : <ProductionPanel {...props} />
}

/** The same, whatever is built: what `eventscope/panel/production` has. */
export function ProductionPanel(props: EventscopePanelProps): ReactNode {
  checkSubject('', props)
  const { recorder, nonce, className, style } = props
  const box = useRef<HTMLDivElement>(null)
  const own = useRef<Recorder>(undefined)
  const buses = useSame(observedOf(props))
  useEffect(() => {
    if (box.current === null) return
    const shown = recorder ?? (own.current ??= createRecorder())
    const detach = attachAll(shown, buses)
    const surface = createBox(box.current, { nonce })
    // A root of its own: events in the panel are not heard by the components around it.
    const root = createPanelRoot(surface.mountPoint)
    const panel = createPanel(shown, surface.shadow)
    if (isLaidOut(box.current.ownerDocument)) root.render(<PanelView panel={panel} />)
    return () => {
      surface.remove()
      detach()
      // React refuses to unmount a root while it renders another.
      queueMicrotask(() => root.unmount())
    }
  }, [recorder, buses, nonce])
  return <div ref={box} className={className} style={style} />
}

/** The same array as before, as long as the same is in it. */
function useSame(buses: readonly Observed[]): readonly Observed[] {
  const [kept, keep] = useState(buses)
  if (kept.length === buses.length && kept.every((bus, index) => bus === buses[index])) return kept
  keep(buses)
  return buses
}
