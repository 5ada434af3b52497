import { type ReactNode, useState } from 'react'
import { firstPlace } from '../../model/stack/fold.ts'
import { displayPath, type Place, placeText } from '../../model/stack/place.ts'
import { useCopy } from '../../ui/use-copy.ts'
import { useEditor, useStack } from './page-stacks.ts'

/** How long it is said that the editor was asked, ms. */
const SAID_MS = 1_500

/**
 * Where a raw stack comes from: its innermost frame of the page's own. A click opens it in the editor, or copies it
 * where there is none. Nothing without a stack.
 */
export function PlaceLink({ stack, ownOnly = false }: PlaceLinkProps): ReactNode {
  return stack === undefined ? null : <StackLink stack={stack} ownOnly={ownOnly} />
}

interface PlaceLinkProps {
  readonly stack: string | undefined
  /**
   * Whether nothing is shown where no frame is the page's own, instead of a place in a package.
   * @default false
   */
  readonly ownOnly?: boolean
}

function StackLink({ stack, ownOnly }: { stack: string; ownOnly: boolean }): ReactNode {
  const { places, sorted } = useStack(stack)
  const place = sorted ? firstPlace(places) : undefined
  if (sorted && ownOnly && place?.owner !== 'own') return null
  if (place !== undefined) return <PlaceButton place={place} />
  return sorted ? (
    <span className="faint" title="The frames that were captured are all of Eventscope">
      unknown
    </span>
  ) : (
    <span className="faint">…</span>
  )
}

/** A place as a button that opens or copies it. */
export function PlaceButton({ place }: { place: Place }): ReactNode {
  const { copied, copy } = useCopy()
  const { editor, opens } = useEditor(place)
  const [asked, setAsked] = useState(false)
  const text = placeText(place, location.origin)
  const path = place.url === undefined ? text : displayPath(place.url, location.origin)
  const fileAt = path.lastIndexOf('/') + 1
  const open = async (): Promise<void> => {
    if (!(await editor.open(place))) return copy('the place', text)
    setAsked(true)
    setTimeout(() => setAsked(false), SAID_MS)
  }
  const said = copied ?? (asked ? 'Sent to the editor' : undefined)
  return (
    <span className="place">
      <button
        type="button"
        className="place-link"
        title={`${text}\n${opens ? 'Click to open it in the editor' : 'Click to copy'}`}
        aria-label={`${opens ? 'Open' : 'Copy'} ${text}`}
        onClick={() => void open()}
      >
        <bdi dir="ltr">
          <span className="place-folder">{path.slice(0, fileAt)}</span>
          <span className="place-file">
            {path.slice(fileAt)}
            {place.line !== undefined && <span className="place-line">:{place.line}</span>}
            {/* A bundle may be one line. */}
            {!place.mapped && place.column !== undefined && <span className="faint">:{place.column}</span>}
          </span>
        </bdi>
      </button>
      <span className="place-said" role="status">
        {said}
      </span>
    </span>
  )
}
