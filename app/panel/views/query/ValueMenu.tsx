import { Menu } from '@base-ui/react/menu'
import { addTerm } from 'eventscope/recorder'
import { createContext, type MouseEvent, type ReactNode, useCallback, useContext, useState } from 'react'
import type { ValueOffer } from '../../model/query/value-offer.ts'
import { isFilterBroken, rememberFilter, setFilter, usePanel, usePanelState } from '../../store.ts'
import { useCopy } from '../../ui/use-copy.ts'
import { isElement } from '../../ui/window-of.ts'
import { BROKEN_REASON } from './broken.ts'

/** Copied texts are shown up to so many characters. */
const SHOWN_TEXT = 40

/** Opens the menu of a value: under an element, or where the pointer is. */
export type OpenValueMenu = (offer: ValueOffer, at: Element | MouseEvent) => void

const ValueMenuContext = createContext<OpenValueMenu | undefined>(undefined)

/** Opens the one menu of the panel that says what can be done with a value. */
export function useValueMenu(): OpenValueMenu {
  const open = useContext(ValueMenuContext)
  if (open === undefined) throw new Error('This component needs a ValueMenuProvider around it')
  return open
}

interface Shown {
  readonly offer: ValueOffer
  readonly anchor: { getBoundingClientRect(): DOMRect }
  /** What had the focus, and gets it back. */
  readonly from: HTMLElement | undefined
}

/** Has the menu of values for everything inside: "show only", "hide" and "copy". */
export function ValueMenuProvider({ children }: { children: ReactNode }): ReactNode {
  const panel = usePanel()
  const theme = usePanelState((state) => state.theme)
  const broken = usePanelState(isFilterBroken)
  const [shown, setShown] = useState<Shown>()
  const [open, setOpen] = useState(false)
  const { copied, copy } = useCopy()
  const openMenu = useCallback<OpenValueMenu>((offer, at) => {
    const element = isElement(at) ? at : at.currentTarget
    const root = element.getRootNode() as Document | ShadowRoot
    const from = isElement<HTMLElement>(root.activeElement) ? root.activeElement : undefined
    setShown({ offer, anchor: isElement(at) ? at : pointAt(at), from })
    setOpen(true)
  }, [])
  const apply = (term: string): void => {
    setFilter(panel, addTerm(panel.store.getState().query.text, term))
    rememberFilter(panel)
  }
  return (
    <ValueMenuContext.Provider value={openMenu}>
      {children}
      <Menu.Root open={open} onOpenChange={setOpen} modal={false}>
        <Menu.Portal container={panel.portal}>
          <Menu.Positioner
            className="positioner tokens"
            data-theme={theme}
            anchor={shown?.anchor}
            side="bottom"
            align="start"
            sideOffset={2}
          >
            <Menu.Popup
              className="menu value-menu"
              aria-label="Value"
              finalFocus={() => (shown?.from?.isConnected ? shown.from : true)}
            >
              {broken && <p className="menu-caption value-menu-broken">{BROKEN_REASON}</p>}
              {shown?.offer.show.map((term) => (
                <Menu.Item key={term} className="menu-item" disabled={broken} onClick={() => apply(term)}>
                  Show only <code className="code">{term}</code>
                </Menu.Item>
              ))}
              {shown?.offer.hide.map((term) => (
                <Menu.Item
                  key={term}
                  className="menu-item"
                  disabled={broken}
                  onClick={() => apply(`-${term}`)}
                >
                  Hide <code className="code">{term}</code>
                </Menu.Item>
              ))}
              {shown !== undefined && (
                <Menu.Item
                  className="menu-item value-menu-copy"
                  onClick={() => copy(shortened(shown.offer.copy), shown.offer.copy)}
                >
                  Copy <code className="code">{shortened(shown.offer.copy)}</code>
                </Menu.Item>
              )}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      {copied !== undefined && (
        <div className="copied-note tokens" data-theme={theme} role="status">
          {copied}
        </div>
      )}
    </ValueMenuContext.Provider>
  )
}

function pointAt({ clientX, clientY }: MouseEvent): Shown['anchor'] {
  return { getBoundingClientRect: () => new DOMRect(clientX, clientY, 0, 0) }
}

function shortened(text: string): string {
  return text.length > SHOWN_TEXT ? `${text.slice(0, SHOWN_TEXT)}…` : text
}
