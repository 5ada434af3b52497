import 'eventscope/auto'
