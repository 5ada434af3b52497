import type { LostValue } from 'eventscope/recorder'
import type { ReactNode } from 'react'
import type { Seed } from '../../model/compare/seed.ts'

/** Parts that are named, at most. */
const MAX_NAMED = 6

interface SeedNoticeProps {
  readonly seed: Seed
  /** Whether the text is dispatched even where it was not changed. */
  readonly asWritten: boolean
  readonly changed: boolean
}

/** Says what is not, or not the same, in a text that stands for a payload; nothing where all is. */
export function SeedNotice({ seed, asWritten, changed }: SeedNoticeProps): ReactNode {
  const { lost, converted } = seed
  if (lost.length === 0 && converted.length === 0) return null
  return (
    <div className="notice" role="note" aria-label="Not as it was recorded">
      {lost.length > 0 && (
        <p>
          Not kept as it was: <Parts parts={lost} />.
        </p>
      )}
      {converted.length > 0 && (
        <p>
          JSON has no word for <Parts parts={converted} />.{' '}
          {changed || asWritten
            ? 'What stands in the text is dispatched.'
            : 'While the text is unchanged, what was recorded is dispatched instead.'}
        </p>
      )}
    </div>
  )
}

function Parts({ parts }: { parts: readonly LostValue[] }): ReactNode {
  const more = parts.length - MAX_NAMED
  return (
    <>
      {parts.slice(0, MAX_NAMED).map(({ path, why }, at) => (
        <span key={`${path} ${why}`}>
          {at > 0 && ', '}
          <code>{path === '' ? 'the payload' : path}</code> ({why})
        </span>
      ))}
      {more > 0 && ` and ${more} more`}
    </>
  )
}
