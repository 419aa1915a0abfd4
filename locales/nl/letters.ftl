letter-hello = Dag,
letter-greetings = Groeten,
