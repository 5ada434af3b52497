import { createBus } from 'eventscope'
import { EventscopePanel } from 'eventscope/panel'
import { createRecorder } from 'eventscope/recorder'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { root } from '../page.ts'

const bus = createBus<{ 'cart.item_added': { sku: string } }>({ name: 'shop' })
const recorder = createRecorder()
recorder.attach(bus)

createRoot(root()).render(
  <StrictMode>
    <button id="add" type="button" onClick={() => bus.dispatch('cart.item_added', { sku: 'lamp' })}>
      Add a lamp to the cart
    </button>
    <EventscopePanel recorder={recorder} style={{ flexBasis: '100%', height: 340 }} />
  </StrictMode>,
)
