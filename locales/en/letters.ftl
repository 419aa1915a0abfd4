letter-hello = Hello,
letter-greetings = Kind regards,
