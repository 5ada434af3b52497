import { Popover } from '@base-ui/react/popover'
import { QUERY_FIELDS } from 'eventscope/recorder'
import { type ReactNode, type RefObject, useState } from 'react'
import { EXAMPLES } from '../../model/query/examples.ts'
import { rememberFilter, setFilter, usePanel, usePanelState } from '../../store.ts'

/** What a query can ask, with examples to start from. */
export function QueryHelp({ inputRef }: { inputRef: RefObject<HTMLInputElement | null> }): ReactNode {
  const panel = usePanel()
  const theme = usePanelState((state) => state.theme)
  const [open, setOpen] = useState(false)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        className="button button-icon help-button"
        aria-label="Help with filters"
        title="What a filter can ask"
      >
        ?
      </Popover.Trigger>
      <Popover.Portal container={panel.portal}>
        <Popover.Positioner
          className="positioner tokens"
          data-theme={theme}
          side="bottom"
          align="end"
          sideOffset={6}
          collisionPadding={6}
        >
          <Popover.Popup className="menu query-help" finalFocus={inputRef}>
            <Popover.Title className="menu-caption">Filter by</Popover.Title>
            <p className="help-intro">
              A word is looked for in events, sources, listeners, errors and payloads. Terms beside each other
              must all hold; <code className="code">OR</code>, <code className="code">-term</code> and
              parentheses do what they say, <code className="code">a|b</code> is either value, and quotes keep
              spaces.
            </p>
            <dl className="help-fields">
              {QUERY_FIELDS.map(({ name, detail }) => (
                <div key={name} className="help-field">
                  <dt>
                    <code className="code">{name}</code>
                  </dt>
                  <dd>{detail}</dd>
                </div>
              ))}
            </dl>
            <h3 className="menu-caption">Try</h3>
            <ul className="help-examples" aria-label="Examples">
              {EXAMPLES.map(({ query, finds }) => (
                <li key={query}>
                  <button
                    type="button"
                    className="help-example"
                    onClick={() => {
                      setFilter(panel, query)
                      rememberFilter(panel)
                      setOpen(false)
                    }}
                  >
                    <code className="code">{query}</code>
                    <span className="muted">{finds}</span>
                  </button>
                </li>
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
