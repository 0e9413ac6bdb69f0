import './tandem-phone';
