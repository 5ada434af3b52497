import { mountPanel } from 'eventscope/panel'
import { bus } from './bus.ts'
import { renderShop } from './shop.tsx'

mountPanel({ bus, open: true })
renderShop()
