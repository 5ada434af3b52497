import { createRecorder } from 'eventscope/recorder'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createShop, Demo } from './demo/index.ts'
import { mountPanel } from 'eventscope/panel'
import { createShopDriver } from './shop-driver.ts'
import './site.css'

const query = new URLSearchParams(location.search)
/** In a frame of another shop's page, which has the panel. */
const inFrame = query.has('frame')

const { driver, announces } = createShopDriver()
const recorder = createRecorder({ redact: ['cardNumber'] })
// Attached before the first listener, so the recording knows where each one is registered.
const shop = createShop({ driver, announces, observe: (bus) => recorder.attach(bus) })

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no #root element')
createRoot(root).render(
  <StrictMode>
    <Demo shop={shop} compact={inFrame} />
  </StrictMode>,
)
if (!inFrame) mountPanel({ recorder })
// The window that it was opened from has a cart.
if (inFrame || query.has('tab')) shop.bus.dispatch('tab.joined')
