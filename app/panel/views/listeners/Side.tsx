import { type ReactNode, useRef } from 'react'
import { Icon } from '../../ui/Icon.tsx'
import { useIsAlone } from './SplitView.tsx'
import { windowOf } from '../../ui/window-of.ts'

interface SideProps {
  readonly label: string
  readonly title: string
  /** What it is chosen in: `all errors`. */
  readonly list: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** What is known of the one thing that is chosen in a list; Escape goes back there. */
export function Side({ label, title, list, onClose, children }: SideProps): ReactNode {
  const ref = useRef<HTMLElement>(null)
  const alone = useIsAlone()
  const close = (): void => {
    const view = ref.current?.closest('.split-view')
    onClose()
    // Where it had taken the place of the list, that comes back first.
    windowOf(view).requestAnimationFrame(() => view?.querySelector<HTMLElement>('[role="grid"]')?.focus())
  }
  return (
    <aside
      ref={ref}
      className="side"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        close()
      }}
    >
      <header className="side-head">
        {alone && (
          <button type="button" className="button side-back" onClick={close}>
            <span aria-hidden="true">← </span>
            Back to {list}
          </button>
        )}
        <h3 title={title} tabIndex={-1}>
          {title}
        </h3>
        {!alone && (
          <button
            type="button"
            className="button button-icon"
            aria-label={`Close ${label}`}
            title="Close"
            onClick={close}
          >
            <Icon name="close" />
          </button>
        )}
      </header>
      <div className="side-body">{children}</div>
    </aside>
  )
}

export function Fact({ term, children }: { term: string; children: ReactNode }): ReactNode {
  return (
    <div className="fact">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
