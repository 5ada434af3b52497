import { type ReactNode, useState } from 'react'
import { foldPlaces, foldText, packagesIn } from '../../model/stack/fold.ts'
import type { Owner, Place } from '../../model/stack/place.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useStack } from './page-stacks.ts'
import { PlaceButton } from './PlaceLink.tsx'

/** The frames of a raw stack, the innermost first; those of libraries are folded. */
export function Frames({ stack, label = 'Frames' }: { stack: string; label?: string }): ReactNode {
  const { places, settled } = useStack(stack)
  if (places.length === 0) return <pre className="frames-raw">{stack}</pre>
  return (
    <ol className="frames" aria-label={label} aria-busy={!settled}>
      {foldPlaces(places).map((line) =>
        line.kind === 'place' ? (
          <FrameLine key={line.depth} place={line.place} first={line.first} />
        ) : (
          <Fold key={line.depth} owner={line.owner} places={line.places} />
        ),
      )}
    </ol>
  )
}

function FrameLine({ place, first }: { place: Place; first: boolean }): ReactNode {
  const name = place.functionName ?? '(anonymous)'
  return (
    <li className={`frame frame-${place.owner}${first ? ' frame-first' : ''}`} title={place.frame.raw}>
      <span className={`frame-name${place.functionName === undefined ? ' faint' : ''}`}>{name}</span>
      {place.url !== undefined && <PlaceButton place={place} />}
    </li>
  )
}

function Fold({ owner, places }: { owner: Owner; places: readonly Place[] }): ReactNode {
  const [open, setOpen] = useState(false)
  const packages = packagesIn(places)
  return (
    <li className="fold">
      <button
        type="button"
        className="fold-button"
        aria-expanded={open}
        title={owner === 'packages' && packages.length > 0 ? packages.join(', ') : undefined}
        onClick={() => setOpen(!open)}
      >
        <span className={`twisty${open ? ' twisty-open' : ''}`}>
          <Icon name="chevron" />
        </span>
        … {foldText(owner, places.length)}
      </button>
      {open && (
        <ol className="frames">
          {places.map((place) => (
            <FrameLine key={place.depth} place={place} first={false} />
          ))}
        </ol>
      )}
    </li>
  )
}
