import { createBus } from 'eventscope'
import { EventscopePanel } from 'eventscope/panel'
import { createRecorder } from 'eventscope/recorder'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

const bus = createBus<{ 'cart.item_added': { sku: string } }>({ name: 'shop' })
const recorder = createRecorder()
recorder.attach(bus)

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <button
      type="button"
      onClick={() => bus.dispatch('cart.item_added', { sku: 'lamp' })}
    >
      Add a lamp to the cart
    </button>
    <EventscopePanel recorder={recorder} style={{ flexBasis: '100%', height: 340 }} />
  </StrictMode>,
)
