import { createApp } from 'vue';
import 'meeting-booker/define';
import App from './App.vue';
import './style.css';

createApp(App, { name: 'Ada Lovelace', email: 'ada@example.com' }).mount('#app');
