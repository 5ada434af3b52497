import { EventscopePanel } from 'eventscope/panel/production'
import { createRoot } from 'react-dom/client'
import { bus } from './bus.ts'
import { renderShop } from './shop.tsx'

createRoot(document.querySelector('#panel')!).render(<EventscopePanel bus={bus} />)
renderShop()
