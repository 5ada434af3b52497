import { renderShop } from './shop.tsx'

renderShop()
