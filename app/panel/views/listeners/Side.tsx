import { type ReactNode, useRef } from 'react'
import { Icon } from '../../ui/Icon.tsx'

interface SideProps {
  readonly label: string
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** What is known of the one thing that is chosen in a list; Escape goes back there. */
export function Side({ label, title, onClose, children }: SideProps): ReactNode {
  const ref = useRef<HTMLElement>(null)
  const close = (): void => {
    const view = ref.current?.closest('.split-view')
    onClose()
    view?.querySelector<HTMLElement>('[role="grid"]')?.focus()
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
        <h3 title={title}>{title}</h3>
        <button
          type="button"
          className="button button-icon"
          aria-label={`Close ${label}`}
          title="Close"
          onClick={close}
        >
          <Icon name="close" />
        </button>
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
