import './docs.css'
import { keepMenu } from './menu.ts'
import { mountSearch } from './search/index.ts'

const menu = document.getElementById('pages')
if (menu !== null) keepMenu(menu)

const place = document.getElementById('search')
if (place !== null) mountSearch(place, document.body.dataset['top'] ?? '')
