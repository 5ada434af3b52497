import './docs.css'
import { mountSearch } from './search.ts'

const place = document.getElementById('search')
if (place !== null) mountSearch(place, document.body.dataset['top'] ?? '')
