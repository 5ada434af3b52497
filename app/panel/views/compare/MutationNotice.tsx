import type { Mutation } from 'eventscope/recorder'
import type { ReactNode } from 'react'
import { textOf } from '../../model/payload-tree.ts'

/** Says which listener changed the payload while it was dispatched; nothing where none did. */
export function MutationNotice({ mutations }: { mutations: readonly Mutation[] | undefined }): ReactNode {
  if (mutations === undefined || mutations.length === 0) return null
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
      </ul>
    </div>
  )
}
