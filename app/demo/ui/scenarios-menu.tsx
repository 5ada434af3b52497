import { Menu } from '@base-ui/react/menu'
import { type ReactNode, useId, useRef } from 'react'
import type { ScenarioName } from '../events.ts'
import { SCENARIO_GROUPS, SCENARIOS } from '../scenarios.ts'
import { OPENER_ID, TAB_URL } from './second-shop.tsx'
import { useShop, useShopState } from './shop-context.tsx'

export function ScenariosMenu(): ReactNode {
  // Inside the shop rather than in the body, where the shop's tokens do not reach.
  const container = useRef<HTMLDivElement>(null)
  return (
    <div ref={container} className="scenarios">
      <Menu.Root modal={false}>
        <Menu.Trigger id={OPENER_ID} className="nav-button scenarios-trigger">
          Scenarios
          <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <path d="M3 4.5 6 7.5 9 4.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
          </svg>
        </Menu.Trigger>
        <Menu.Portal container={container}>
          <Menu.Positioner className="menu-positioner" sideOffset={6} align="end">
            <Menu.Popup className="menu">
              {SCENARIO_GROUPS.map(({ label, names }) => (
                <Menu.Group key={label} className="menu-group">
                  <Menu.GroupLabel className="menu-group-label">{label}</Menu.GroupLabel>
                  {names.map((name) => (
                    <ScenarioItem key={name} name={name} />
                  ))}
                </Menu.Group>
              ))}
              <WindowItems />
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </div>
  )
}

/** The shop in a second window, to see events that come from there. */
function WindowItems(): ReactNode {
  const { bus, announces } = useShop()
  const framed = useShopState((state) => state.framed)
  const id = useId()
  return (
    <Menu.Group className="menu-group menu-group-wide">
      <Menu.GroupLabel className="menu-group-label">Share events</Menu.GroupLabel>
      <Menu.LinkItem
        className="menu-item"
        label="Open a second tab"
        href={TAB_URL}
        target="_blank"
        rel="opener"
        closeOnClick
        aria-labelledby={`${id}-tab`}
        aria-describedby={`${id}-tab-hint`}
      >
        <span id={`${id}-tab`} className="menu-item-name">
          Open a second tab
        </span>
        <span id={`${id}-tab-hint`} className="menu-item-hint">
          {announces ? 'Another shopper: each sees the other’s orders' : 'The same cart, in two windows'}
        </span>
      </Menu.LinkItem>
      <Menu.CheckboxItem
        className="menu-item"
        label="Second shop in a frame"
        checked={framed}
        closeOnClick
        onCheckedChange={(shown) => bus.dispatch('frame.toggled', { shown })}
        aria-labelledby={`${id}-frame`}
        aria-describedby={`${id}-frame-hint`}
      >
        <span id={`${id}-frame`} className="menu-item-name">
          Second shop in a frame
        </span>
        <span id={`${id}-frame-hint`} className="menu-item-hint">
          {frameHint(framed, announces)}
        </span>
      </Menu.CheckboxItem>
    </Menu.Group>
  )
}

function frameHint(framed: boolean, announces: boolean): string {
  if (framed) return 'Shown beside this one'
  return announces ? 'Beside this one, another shopper’s' : 'Beside this one, sharing its cart'
}

function ScenarioItem({ name }: { readonly name: ScenarioName }): ReactNode {
  const shop = useShop()
  const running = useShopState((state) => state.scenario)
  const id = useId()
  return (
    <Menu.Item
      className="menu-item"
      label={name}
      disabled={running !== undefined}
      aria-labelledby={`${id}-name`}
      aria-describedby={`${id}-hint`}
      onClick={() => void shop.run(name)}
    >
      <span id={`${id}-name`} className="menu-item-name">
        {name}
      </span>
      <span id={`${id}-hint`} className="menu-item-hint">
        {SCENARIOS[name].hint}
      </span>
    </Menu.Item>
  )
}
