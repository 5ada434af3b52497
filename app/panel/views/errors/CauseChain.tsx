import type { CSSProperties, ReactNode } from 'react'
import type { ChainLink } from '../../model/errors/cause-chain.ts'
import { Frames } from '../stack/Frames.tsx'

const ROLES: Readonly<Record<ChainLink['role'], string>> = {
  thrown: '',
  cause: 'Caused by ',
  'one of': 'One of ',
}

/** What was thrown, and what caused that, each with its stack. */
export function CauseChain({ links, cut }: { links: readonly ChainLink[]; cut: boolean }): ReactNode {
  return (
    <ol className="cause-chain">
      {links.map(({ id, role, depth, message, stack }) => (
        <li key={id} style={{ '--es-depth': depth } as CSSProperties}>
          <p className="failure-message">
            {ROLES[role]}
            {message}
          </p>
          {stack === undefined ? (
            <p className="side-line muted">It is no Error, so it has no stack.</p>
          ) : (
            <Frames stack={stack} label={`Frames of ${message}`} />
          )}
        </li>
      ))}
      {cut && <li className="side-line muted">… there are more causes</li>}
    </ol>
  )
}
