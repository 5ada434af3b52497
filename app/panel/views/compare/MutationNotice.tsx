import type { Mutation } from 'eventscope/recorder'
import type { ReactNode } from 'react'
import { formatCount } from '../../model/format.ts'
import { textOf } from '../../model/payload-tree.ts'
import { usePanel } from '../../store.ts'

interface MutationNoticeProps {
  readonly mutations: readonly Mutation[] | undefined
  /** Changes that are not kept. */
  readonly more: number
}

/** Says which listener changed the payload while it was dispatched; nothing where none did. */
export function MutationNotice({ mutations, more }: MutationNoticeProps): ReactNode {
  const { options } = usePanel().recorder
  if (mutations === undefined) {
    // Where nobody looks for changes, there is nothing to be said about one that was not looked at.
    if (options.mutations === 'off' || options.capture !== 'snapshot') return null
    return (
      <p
        className="unchecked"
        title="It was one of very many, or had come before that was looked for. Settings can have every dispatch looked at"
      >
        Whether a listener changed it was not looked at.
      </p>
    )
  }
  if (mutations.length === 0) return null
  return (
    <div className="notice" role="note" aria-label="Changed during the dispatch">
      <strong>Changed during the dispatch.</strong> Below is the payload as it was dispatched; listeners that
      ran later got another one.
      <ul className="mutations">
        {[...mutations.entries()].map(([at, { path, before, after, listener, during }]) => (
          <li key={at}>
            {listener === undefined ? (
              <span className="muted">
                {during === 'wait'
                  ? 'something, while a promise was pending,'
                  : 'something, before the next listener ran,'}
              </span>
            ) : (
              <strong>{listener}</strong>
            )}{' '}
            changed <code>{path === '' ? 'the payload' : path}</code> from <code>{textOf(before)}</code> to{' '}
            <code>{textOf(after)}</code>
          </li>
        ))}
        {more > 0 && (
          <li className="muted">
            … and {formatCount(more)} more {more === 1 ? 'change' : 'changes'}
          </li>
        )}
      </ul>
    </div>
  )
}
