import { Popover } from '@base-ui/react/popover'
import type { ReactNode } from 'react'
import { announcementOf, summaryOf } from '../../model/sources/labels.ts'
import { usePanel, usePanelState, usePulse } from '../../store.ts'
import { Icon } from '../../ui/Icon.tsx'
import { SourceList } from './SourceList.tsx'

/** Opens what is recorded: buses and streams, with their drivers and queues. It says which driver is down. */
export function SourcesButton(): ReactNode {
  usePulse()
  const { recorder, portal } = usePanel()
  const theme = usePanelState((state) => state.theme)
  const { text, down } = summaryOf(recorder.recording.sources())
  return (
    <Popover.Root>
      <Popover.Trigger
        className={`button sources-button${down ? ' sources-down' : ''}`}
        aria-label={down ? `Sources: ${text}` : 'Sources'}
        title="Buses and streams, with their drivers and queues"
      >
        <Icon name="sources" />
        <span className={down ? undefined : 'wide-only'}>{text}</span>
      </Popover.Trigger>
      <Popover.Portal container={portal}>
        <Popover.Positioner
          className="positioner tokens"
          data-theme={theme}
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={6}
        >
          <Popover.Popup className="menu sources">
            <header className="sources-head">
              <Popover.Title className="sources-title">Sources</Popover.Title>
              <Popover.Close className="button button-icon" aria-label="Close sources">
                <Icon name="close" />
              </Popover.Close>
            </header>
            <SourceList />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** Tells those who do not see the button that a driver went down, or came back. */
export function DriverNews(): ReactNode {
  usePulse()
  const { recorder } = usePanel()
  return (
    <p className="visually-hidden" role="status" aria-label="Drivers">
      {announcementOf(recorder.recording.sources())}
    </p>
  )
}
