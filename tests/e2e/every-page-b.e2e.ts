import { checkPages } from './every-page';
import { templates } from './page-examples';

// every other page, so that two workers have the same to do
checkPages(templates.filter((_, index) => index % 2 === 1));
